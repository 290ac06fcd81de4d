package io.github.ferrypost.bridge.soak;

import io.github.ferrypost.sandbox.exchange.Delivered;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.Random;
import java.util.zip.CRC32;

/** A mail with an attachment that its recipient's address determines, so that each arrival can be checked by itself. */
final class SoakMail {
    private static final int KILOBYTE = 1024;

    private SoakMail() {}

    /** Octets of an attachment: mostly small, one in 200 of 5 to 14 MB, which is up to 20 MB on the wire. */
    private static int size(Random random) {
        int kind = random.nextInt(200);
        if (kind == 0) {
            return (5 + random.nextInt(10)) * KILOBYTE * KILOBYTE;
        }
        return kind < 10 ? (1 + random.nextInt(2)) * KILOBYTE * KILOBYTE : (1 + random.nextInt(150)) * KILOBYTE;
    }

    private static byte[] attachment(String recipient) {
        Random random = new Random(recipient.hashCode());
        byte[] bytes = new byte[size(random)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Writes it as DATA, with the final dot. */
    static void write(String sender, String recipient, OutputStream out) throws IOException {
        String head = """
                From: %s
                To: %s
                Subject: soak
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/plain

                For %s
                --part
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=file.bin
                Content-Transfer-Encoding: base64

                """.formatted(sender, recipient, recipient).replace("\n", "\r\n");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(Base64.getMimeEncoder().encode(attachment(recipient)));
        out.write("\r\n--part--\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Whether the attachment has arrived as it was. */
    static boolean isWhole(Delivered mail) {
        String recipient = mail.recipients().iterator().next();
        try {
            byte[] arrived = mail.attachments().isEmpty()
                    ? inside(mail.raw())
                    : mail.attachments().get(0).bytes();
            return crc(arrived) == crc(attachment(recipient));
        } catch (IOException | MessagingException e) {
            return false;
        }
    }

    private static byte[] inside(byte[] raw) throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        BodyPart part = ((MimeMultipart) message.getContent()).getBodyPart(1);
        return part.getInputStream().readAllBytes();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
