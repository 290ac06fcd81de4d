package io.github.ferrypost.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a display name (RFC 5322 section 3.4; RFC 2047 for other letters than ASCII's). Stateless. */
final class DisplayName {
    /** In bytes: an encoded word of base64 has at most 75 characters (RFC 2047 section 2), 63 of them base64. */
    private static final int MOST_BYTES = 45;

    private DisplayName() {}

    static String of(String text) {
        if (Latin1.isAscii(text)) {
            return Address.quoted(text);
        }
        StringBuilder words = new StringBuilder();
        StringBuilder part = new StringBuilder();
        text.codePoints().forEach(point -> {
            String next = new String(Character.toChars(point));
            if (utf8(part + next).length > MOST_BYTES) {
                words.append(encoded(part)).append("\r\n ");
                part.setLength(0);
            }
            part.append(next);
        });
        return words + encoded(part);
    }

    private static String encoded(CharSequence part) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(utf8(part)) + "?=";
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
