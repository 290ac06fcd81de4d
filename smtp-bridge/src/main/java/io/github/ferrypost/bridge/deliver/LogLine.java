package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.util.PrintableText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the mail log: {@code event entry=ID from=<sender> name=value … reply=text}. All lines of a mail's life have this
 * one form, so that they can be searched by entry, address or event. Names and order are the caller's; what stands in a
 * value cannot end the line, nor pass for another field. For one thread.
 */
public final class LogLine {
    /** The log has to stay readable; the queue shows them all. */
    private static final int MOST_NAMED = 20;

    private final StringBuilder line;

    private LogLine(String event) {
        line = new StringBuilder(event);
    }

    public static LogLine of(String event) {
        return new LogLine(event);
    }

    /** A value without blanks; {@code -} for an empty one. */
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

    /** Free text, which may have blanks, and so comes last. */
    public LogLine text(String name, Object value) {
        return raw(name, PrintableText.line(value.toString()));
    }

    private LogLine raw(String name, String value) {
        line.append(' ').append(name).append('=').append(value);
        return this;
    }

    /** A quoted local part may have blanks and brackets (RFC 5321 section 4.1.2). */
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
