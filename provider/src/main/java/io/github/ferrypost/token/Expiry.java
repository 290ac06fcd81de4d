package io.github.ferrypost.token;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;

/** Something by which an account signs in, and its end. Immutable. */
public final class Expiry {
    /** What ends. */
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

        /** For people; German where the locale is, else English. */
        public String text(Locale locale) {
            return locale.getLanguage().equals("de") ? german : english;
        }
    }

    /** Time enough to have a new one made, approved and brought to every machine. */
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

    /** Whether it is time to warn: from {@link #WARNING} before its end on, and afterwards. */
    public boolean isNear(Instant now) {
        return now.plus(WARNING).isAfter(end);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(end);
    }

    /** The day in UTC, as the portal shows it. */
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
