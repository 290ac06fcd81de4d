package io.github.ferrypost.bridge.listen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The header lines prepended to a message: the trace line that a relay must add (RFC 5321 section 4.4), and Date,
 * Message-ID and From if they are missing (RFC 6409 section 8). The message itself stays unchanged.
 */
final class TraceHeaders {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final StringBuilder lines = new StringBuilder();

    /**
     * @param helo a domain or address literal; empty if the client gave none that is valid here
     * @param protocol of RFC 3848, such as ESMTPSA
     * @param address of the client, from its socket; no reverse DNS lookup
     */
    TraceHeaders received(String helo, String address, String host, String protocol, String id, Instant now) {
        String literal = "[" + (address.contains(":") ? "IPv6:" + address : address) + "]";
        field(
                "Received",
                "from " + (helo.isEmpty() ? literal : helo) + " (" + literal + ")\r\n by " + host + " (Ferrypost) with "
                        + protocol + " id " + id + ";\r\n " + date(now));
        return this;
    }

    /**
     * @param from the address to use if the message has no From
     * @param author whether to add a From
     */
    TraceHeaders missing(HeaderScan header, String from, boolean author, String id, Instant now) {
        if (!header.has(HeaderScan.Field.DATE)) {
            field("Date", date(now));
        }
        if (!header.has(HeaderScan.Field.MESSAGE_ID)) {
            field("Message-ID", messageId(header, from, id));
        }
        if (author && !header.has(HeaderScan.Field.FROM)) {
            field("From", "<" + from + ">");
        }
        if (header.isHeadless()) {
            lines.append("\r\n");
        }
        if (header.isMbox()) {
            // the mbox line follows: unchanged it would end the header and turn the fields after it into body text
            lines.append("Mailbox-Line: ");
        }
        return this;
    }

    /** The message's own Message-ID, or the one that it gets for having none. */
    static String messageId(HeaderScan header, String from, String id) {
        return header.has(HeaderScan.Field.MESSAGE_ID)
                ? header.value(HeaderScan.Field.MESSAGE_ID)
                : "<" + id + from.substring(from.lastIndexOf('@')) + ">";
    }

    /**
     * Formats an RFC 5322 section 3.3 date with a numeric zone. By hand, because every message has one and a formatter
     * takes 5 µs.
     */
    private static String date(Instant now) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        return DAYS.get(time.getDayOfWeek().getValue() - 1) + ", " + time.getDayOfMonth() + " "
                + MONTHS.get(time.getMonthValue() - 1) + " " + time.getYear() + " " + two(time.getHour()) + ":"
                + two(time.getMinute()) + ":" + two(time.getSecond()) + " +0000";
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private void field(String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }

    byte[] octets() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
