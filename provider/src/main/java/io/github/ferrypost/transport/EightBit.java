package io.github.ferrypost.transport;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;

/** What {@code mail.smtp.allow8bitmime} asks for: text that was encoded only to pass 7-bit servers goes out as it is. */
final class EightBit {
    /** RFC 5322 section 2.1.1: a line has at most 998 characters, without its CRLF. */
    private static final int LONGEST_LINE = 998;

    private EightBit() {}

    /**
     * Changes the text parts in place.
     *
     * @return whether anything was changed, so that the message must be saved again
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
            return changed; // the rest stays encoded, which is right too
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
        // set anew, so that a part that was read from a stream is encoded again
        part.setContent(part.getContent(), part.getContentType());
        part.setHeader("Content-Transfer-Encoding", "8bit");
        return true;
    }

    /** Whether there are 8-bit bytes, and nothing that 8bit may not hold (RFC 2045 section 2.8). */
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
