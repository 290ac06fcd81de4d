package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Finds what a person signed or encrypted in a message: S/MIME (RFC 8551), PGP/MIME (RFC 3156), and inline PGP (RFC 9580
 * section 7). It belongs to its From: a reader's program compares the two. DKIM and ARC are no such signatures: an
 * edited message keeps their fields, and a signature that no longer verifies counts as none (RFC 6376 section 6.1).
 */
public final class Sealed {
    private static final String[] ARMOR = {"-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP MESSAGE-----"};

    private Sealed() {}

    /**
     * Reads the whole message, except for embedded ones.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static boolean is(ByteSource message) throws IOException {
        return is(message, MimePart.read(message));
    }

    private static boolean is(ByteSource message, MimePart part) throws IOException {
        if (MimePart.isSealed(part.type())) {
            return true;
        }
        for (MimePart child : part.children()) {
            if (is(message, child)) {
                return true;
            }
        }
        return part.children().isEmpty() && part.type().startsWith("text/") && isInline(message, part);
    }

    private static boolean isInline(ByteSource message, MimePart part) throws IOException {
        boolean base64 = part.first("Content-Transfer-Encoding")
                .filter(field -> field.value().equalsIgnoreCase("base64"))
                .isPresent();
        ByteSource body = CompositeSource.of(message).and(part.bodyStart(), part.bodyEnd());
        try (InputStream raw = body.open();
                InputStream in = base64 ? Base64.getMimeDecoder().wrap(raw) : raw) {
            return hasArmor(in);
        } catch (IOException e) {
            if (base64) {
                return false; // no base64 either, so no program reads a signature in it
            }
            throw e;
        }
    }

    /** Whether a line starts with the armor; keeps only the start of one line. */
    private static boolean hasArmor(InputStream in) throws IOException {
        byte[] block = new byte[8192];
        byte[] line = new byte[ARMOR[0].length()];
        int length = 0;
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            for (int i = 0; i < count; i++) {
                if (block[i] == '\n') {
                    length = 0;
                } else if (length < line.length) {
                    line[length++] = block[i];
                    if (block[i] == '-' && isArmor(line, length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isArmor(byte[] line, int length) {
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        return text.equals(ARMOR[0]) || text.equals(ARMOR[1]);
    }
}
