package io.github.ferrypost.bridge.history;

import io.github.ferrypost.util.PrintableText;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Header values as text for people. Stateless. */
final class HeaderText {
    private HeaderText() {}

    /** @param value one character for each octet: UTF-8 (RFC 6532), or else Latin-1 */
    static String plain(String value) {
        byte[] octets = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return PrintableText.line(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return PrintableText.line(value);
        }
    }

    /** Like {@link #plain}, with encoded words decoded (RFC 2047). */
    static String decoded(String value) {
        try {
            return PrintableText.line(MimeUtility.decodeText(plain(value)));
        } catch (UnsupportedEncodingException unknownCharset) {
            return plain(value);
        }
    }
}
