package io.github.ferrypost.transport;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;

/** Implements {@code mail.smtp.allow8bitmime}: text that was encoded only for 7-bit servers is sent unencoded. */
final class EightBit {
    /** RFC 5322 section 2.1.1: a line has at most 998 characters, without its CRLF. */
    private static final int LONGEST_LINE = 998;

    private EightBit() {}

    /**
     * Changes the text parts in place.
     *
     * @return whether any part changed, so that the message must be saved again
     */
    static boolean convert(MimePart part) {
        boolean changed = false;
        try {
            if (part.isMimeType("text/*")) {
                changed = convertText(part);
            } else if (part.isMimeType("multipart/*")) {
                MimeMultipart parts = (MimeMultipart) part.getContent();
                for (int i = 0; i < parts.getCount(); i++) {
                    changed |= convert((MimePart) parts.getBodyPart(i));
                }
            }
        } catch (IOException | MessagingException e) {
            return changed; // the part stays encoded, which is also valid
        }
        return changed;
    }

    private static boolean convertText(MimePart part) throws IOException, MessagingException {
        String encoding = part.getEncoding();
        if (!"quoted-printable".equalsIgnoreCase(encoding) && !"base64".equalsIgnoreCase(encoding)) {
            return false;
        }
        try (InputStream decoded = part.getInputStream()) {
            if (!gainsByEightBit(decoded)) {
                return false;
            }
        }
        // set again, so that a part read from a stream is re-encoded
        part.setContent(part.getContent(), part.getContentType());
        part.setHeader("Content-Transfer-Encoding", "8bit");
        return true;
    }

    /** Whether the content has 8-bit bytes and nothing that 8bit forbids (RFC 2045 section 2.8). */
    private static boolean gainsByEightBit(InputStream decoded) throws IOException {
        boolean eightBit = false;
        int length = 0;
        for (int b = decoded.read(); b >= 0; b = decoded.read()) {
            length = b == '\r' || b == '\n' ? 0 : length + 1;
            if (b == 0 || length > LONGEST_LINE) {
                return false;
            }
            eightBit |= b > 0x7f;
        }
        return eightBit;
    }
}
