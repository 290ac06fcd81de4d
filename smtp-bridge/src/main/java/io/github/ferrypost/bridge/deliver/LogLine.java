package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.util.PrintableText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the mail log: {@code event entry=ID from=<sender> name=value … reply=text}. All lines have this form, so
 * that they can be searched by entry, address or event. The caller chooses names and order; a value can neither end the
 * line nor imitate another field. Not thread-safe.
 */
public final class LogLine {
    /** How many recipients a line names, to keep the log readable; the queue shows them all. */
    private static final int MOST_NAMED = 20;

    private final StringBuilder line;

    private LogLine(String event) {
        line = new StringBuilder(event);
    }

    public static LogLine of(String event) {
        return new LogLine(event);
    }

    /** Adds a value without spaces; {@code -} if it is empty. */
    public LogLine with(String name, Object value) {
        String text = PrintableText.line(value.toString()).replace(' ', '_');
        return raw(name, text.isEmpty() ? "-" : text);
    }

    public LogLine address(String name, String address) {
        return raw(name, bracketed(address));
    }

    public LogLine addresses(String name, List<String> addresses) {
        String named =
                addresses.stream().limit(MOST_NAMED).map(LogLine::bracketed).collect(Collectors.joining(","));
        return raw(name, addresses.size() > MOST_NAMED ? named + ",+" + (addresses.size() - MOST_NAMED) : named);
    }

    /** Adds free text, which may contain spaces and so comes last. */
    public LogLine text(String name, Object value) {
        return raw(name, PrintableText.line(value.toString()));
    }

    private LogLine raw(String name, String value) {
        line.append(' ').append(name).append('=').append(value);
        return this;
    }

    /** A quoted local part may contain spaces and brackets (RFC 5321 section 4.1.2). */
    private static String bracketed(String address) {
        return "<"
                + PrintableText.line(address)
                        .replace(' ', '_')
                        .replace('<', '_')
                        .replace('>', '_') + ">";
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
