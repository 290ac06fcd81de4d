package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Reply;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Replies to SMTP commands and extension queries that programs send through a transport that has no SMTP connection.
 * Pure.
 */
final class AnsweredCommands {
    private AnsweredCommands() {}

    /** NOOP and RSET succeed without effect; other commands have no server to go to (RFC 5321 section 4.2.4). */
    static Reply reply(String command) {
        String verb = command.trim().toUpperCase(Locale.ROOT).split("\\s", 2)[0];
        return verb.equals("NOOP") || verb.equals("RSET")
                ? Reply.of(250, "2.0.0", "OK")
                : Reply.of(
                        502,
                        "5.5.1",
                        "Ferrypost sends these messages without an SMTP connection, so it"
                                + " cannot issue SMTP commands");
    }

    /**
     * The parameter of an extension that every road supports.
     *
     * @param largest the largest message in bytes, if known
     */
    static Optional<String> extension(String name, Supplier<Optional<Long>> largest) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "8BITMIME":
                return Optional.of("");
            case "SIZE":
                return Optional.of(largest.get().map(String::valueOf).orElse(""));
            default:
                return Optional.empty();
        }
    }
}
