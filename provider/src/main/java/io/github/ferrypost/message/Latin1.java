package io.github.ferrypost.message;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Header fields are processed as ISO 8859-1, one character per byte, so that every byte is preserved even if it is
 * neither ASCII nor UTF-8. All syntax characters of a header are ASCII, which ISO 8859-1 includes.
 */
final class Latin1 {
    private Latin1() {}

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String of(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The characters for the UTF-8 bytes of {@code text} (RFC 6532). */
    static String of(String text) {
        return isAscii(text) ? text : of(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean isAscii(String text) {
        return !has(text, c -> c >= 0x80);
    }

    /** Whether any character is of a kind. */
    static boolean has(String text, IntPredicate kind) {
        for (int i = 0; i < text.length(); i++) {
            if (kind.test(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Decodes the bytes as UTF-8, or as ISO 8859-1 if they are not valid UTF-8. */
    static String toText(String latin1) {
        if (isAscii(latin1)) {
            return latin1;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.encode(latin1))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return latin1;
        }
    }
}
