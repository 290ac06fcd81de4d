package io.github.ferrypost.bridge.alert;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that needs a person. The log, the metrics and the messages all use this value. Immutable; contains no
 * secret.
 *
 * @param subject what it is about: the account's name, a thread, a folder; empty if the kind says it all
 * @param line the text of the log line, in English
 * @param detail what messages add to the text of the kind: an entry, or what the other side said; may be empty
 * @param cause for the log
 */
public record Alert(AlertKind kind, String subject, String line, String detail, Optional<Throwable> cause) {

    /** Replies may be long; messages and the file of incidents are not. */
    private static final int LONGEST_DETAIL = 500;

    public Alert {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(line);
        detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    }

    /** An alert whose log line says nothing more than its detail does. */
    public static Alert of(AlertKind kind, String subject, String line) {
        return new Alert(kind, subject, line, line, Optional.empty());
    }

    public Alert withDetail(String newDetail) {
        return new Alert(kind, subject, line, newDetail, cause);
    }

    public Alert withCause(Throwable newCause) {
        return new Alert(kind, subject, line, detail, Optional.ofNullable(newCause));
    }

    /** How an account is named in alerts: its name in the settings, {@code default} for the unnamed one. */
    public static String account(String name) {
        return name.isEmpty() ? "default" : name;
    }
}
