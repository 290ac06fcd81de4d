package io.github.ferrypost.bridge.web;

import java.util.List;
import java.util.Locale;

/** The fields of the form, with the handbook's order and names; each is one setting of an account. */
enum FormField {
    MAILBOX("mailbox", Kind.TEXT),
    CLIENT("client", Kind.TEXT),
    TENANT("tenant", Kind.TEXT),
    SECRET("secret", Kind.SECRET),
    REDIRECT_URIS("redirect-uris", Kind.LINES),
    ROADS("roads", Kind.CHOICE, "graph", "graph,smtp", "smtp", "smtp,graph"),
    SENDERS("senders", Kind.LINES),
    LOGINS("logins", Kind.LINES),
    CLOUD("cloud", Kind.CHOICE, "global", "usgov", "dod", "china");

    /** The type of input. */
    enum Kind {
        TEXT,
        SECRET,
        /** One item per line in the form; separated by commas in the file. */
        LINES,
        CHOICE
    }

    private final String suffix;
    private final Kind kind;
    private final String choices;

    FormField(String suffix, Kind kind, String... choices) {
        this.suffix = suffix;
        this.kind = kind;
        this.choices = String.join(" ", choices);
    }

    /** The last part of the settings key, and the field's name in the form. */
    String suffix() {
        return suffix;
    }

    Kind kind() {
        return kind;
    }

    /** The allowed values; the first is the default. */
    List<String> choices() {
        return List.of(choices.split(" ", -1));
    }

    /** The key for an account; {@code account} is empty for the unnamed one. */
    String key(String account) {
        return account.isEmpty() ? "ferrypost." + suffix : "ferrypost.account." + account + "." + suffix;
    }

    /** The key that applies if the account does not set its own. */
    String shared() {
        return "ferrypost." + suffix;
    }

    boolean isInherited() {
        return this != MAILBOX && this != SENDERS && this != LOGINS;
    }

    /** Converts the text typed in the form to the value in the file. */
    String normal(String typed) {
        String text = typed.strip();
        if (kind == Kind.LINES) {
            return String.join(
                    ", ",
                    text.lines()
                            .flatMap(line -> List.of(line.split(",", -1)).stream())
                            .map(String::strip)
                            .filter(item -> !item.isEmpty())
                            .toList());
        }
        if (kind == Kind.CHOICE) {
            String known = text.replace(" ", "").toLowerCase(Locale.ROOT);
            return choices().contains(known) ? known : text;
        }
        return text;
    }
}
