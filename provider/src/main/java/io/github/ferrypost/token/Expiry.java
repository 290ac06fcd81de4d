package io.github.ferrypost.token;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;

/** A credential of an account, and when it expires. Immutable. */
public final class Expiry {
    /** What expires. */
    public enum Kind {
        CERTIFICATE("the certificate", "das Zertifikat"),
        SECRET("the client secret", "der geheime Clientschlüssel"),
        SIGN_IN(
                "the user's sign-in, unless it is used before",
                "die Anmeldung des Benutzers, falls sie nicht vorher benutzt wird");

        private final String english;
        private final String german;

        Kind(String english, String german) {
            this.english = english;
            this.german = german;
        }

        /** A text for people; German for a German locale, else English. */
        public String text(Locale locale) {
            return locale.getLanguage().equals("de") ? german : english;
        }
    }

    /** Enough time to have a new credential issued, approved and deployed to every machine. */
    public static final Duration WARNING = Duration.ofDays(30);

    private final Kind kind;
    private final Instant end;

    Expiry(Kind kind, Instant end) {
        this.kind = Objects.requireNonNull(kind);
        this.end = Objects.requireNonNull(end);
    }

    public Kind kind() {
        return kind;
    }

    public Instant end() {
        return end;
    }

    /** Whether to warn: from {@link #WARNING} before expiry onwards. */
    public boolean isNear(Instant now) {
        return now.plus(WARNING).isAfter(end);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(end);
    }

    /** The date in UTC, as in the portal. */
    public LocalDate day() {
        return LocalDate.ofInstant(end, ZoneOffset.UTC);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry && kind == ((Expiry) other).kind && end.equals(((Expiry) other).end);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, end);
    }

    @Override
    public String toString() {
        return kind + " until " + end;
    }
}
