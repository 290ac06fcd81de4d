package io.github.ferrypost.bridge.listen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The header lines that are put before a message: the trace line that a relay owes (RFC 5321 section 4.4), and those of
 * Date, Message-ID and From that it lacks (RFC 6409 section 8). The message itself stays as it came.
 */
final class Preface {
    /** RFC 5322 section 3.3, with the zone as an offset. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder lines = new StringBuilder();

    /**
     * @param protocol of RFC 3848, such as ESMTPSA
     * @param address of the client, from its socket; nobody is asked for its name
     */
    Preface received(String helo, String address, String host, String protocol, String id, Instant now) {
        String literal = address.contains(":") ? "IPv6:" + address : address;
        field(
                "Received",
                "from " + (Address.isDomain(helo) ? helo : "unknown") + " ([" + literal + "])\r\n by " + host
                        + " (Ferrypost) with " + protocol + " id " + id + ";\r\n " + DATE.format(now));
        return this;
    }

    /** @param from the address to be named where the message has no From */
    Preface missing(HeaderScan header, String from, String id, Instant now) {
        if (!header.has("Date")) {
            field("Date", DATE.format(now));
        }
        if (!header.has("Message-ID")) {
            field("Message-ID", "<" + id + from.substring(from.lastIndexOf('@')) + ">");
        }
        if (!header.has("From")) {
            field("From", "<" + from + ">");
        }
        if (header.isHeadless()) {
            lines.append("\r\n");
        }
        if (header.isMbox()) {
            // what follows is that line: as it is it would end the header, and its fields would become text
            lines.append("Mailbox-Line: ");
        }
        return this;
    }

    private void field(String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }

    byte[] octets() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
