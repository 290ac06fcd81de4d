package io.github.ferrypost.road;

import io.github.ferrypost.message.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Soft line breaks of quoted-printable text (RFC 2045 section 6.7) that a careless parser takes for an octet: an
 * equals sign at the end of a line, followed by two hexadecimal digits at the start of the next. Users of another
 * relay reported that Graph rewrites and damages such lines (smtp-oauth-relay, pull request 94).
 */
final class SoftBreaks {
    private static final byte[] ENCODING = "quoted-printable".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOCK = 1 << 16;

    /** How much of the encoding's name has been matched. */
    private int named;

    private boolean encoded;

    /** How much has been matched of: equals sign, CR, LF, digit, digit. */
    private int seen;

    private SoftBreaks() {}

    /**
     * Whether a message that declares quoted-printable parts contains such a break. Reads the message once; a match
     * in a part with another encoding counts too.
     *
     * @throws IOException if the bytes cannot be read
     */
    static boolean areRisky(ByteSource message) throws IOException {
        SoftBreaks breaks = new SoftBreaks();
        byte[] block = new byte[BLOCK];
        try (InputStream in = message.open()) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    if (breaks.isFoundWith(block[i])) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isFoundWith(byte octet) {
        if (!encoded) {
            int lower = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
            named = lower == ENCODING[named] ? named + 1 : lower == ENCODING[0] ? 1 : 0;
            encoded = named == ENCODING.length;
            return false;
        }
        boolean next = seen < 3 ? octet == "=\r\n".charAt(seen) : Character.digit(octet, 16) >= 0;
        seen = next ? seen + 1 : octet == '=' ? 1 : 0;
        return seen == 5;
    }
}
