package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.message.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The part of a message's header that a bounce returns. Immutable. */
final class ReturnedHeader {
    /** In bytes; longer than any meaningful header, so that a broken message does not bloat the bounce. */
    private static final int LONGEST = 64 << 10;

    private static final String CRLF = "\r\n";

    private final String text;

    private ReturnedHeader(String text) {
        this.text = text;
    }

    /** @throws IOException if the message cannot be read */
    static ReturnedHeader of(ByteSource message) throws IOException {
        try (InputStream in = message.open()) {
            // UTF-8 by RFC 6532; other bytes have no meaning in a header
            String start = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            int end = start.startsWith(CRLF) ? 0 : start.indexOf(CRLF + CRLF);
            int lastLine = start.lastIndexOf(CRLF);
            int length = end >= 0 ? end : lastLine >= 0 ? lastLine : start.length();
            return new ReturnedHeader(start.substring(0, length));
        }
    }

    /** The header lines, each with its CRLF. */
    String text() {
        return text + CRLF;
    }

    /** Whether it is valid as 7bit content (RFC 5322 section 2.1.1, RFC 2045 section 2.7). */
    boolean isSevenBit() {
        return text.chars().allMatch(c -> c < 128 && c != 0) && text.lines().allMatch(line -> line.length() <= 998);
    }

    /** The value of the first field of this name, unfolded. */
    Optional<String> field(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        String unfolded = text.replaceAll("\r\n(?=[ \t])", "");
        return unfolded.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .findFirst();
    }
}
