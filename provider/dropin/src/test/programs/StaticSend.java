import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** As most programs send. */
public final class StaticSend implements Loop.Host {
    @Override
    public void send(String from, String to, int port) throws Exception {
        Transport.send(message(Session.getInstance(Loop.properties(port)), from, to));
    }

    static MimeMessage message(Session session, String from, String to) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject("Invoice");
        if (to.startsWith("large-")) {
            attach(message);
        } else {
            message.setText("Gr\u00fc\u00dfe");
        }
        return message;
    }

    /** A file of 3.5 MB, which Graph takes with a draft only. */
    private static void attach(MimeMessage message) throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Gr\u00fc\u00dfe");
        MimeBodyPart file = new MimeBodyPart();
        char[] content = new char[3500000];
        java.util.Arrays.fill(content, 'x');
        file.setText(new String(content));
        file.setFileName("invoice.txt");
        file.setDisposition("attachment");
        file.setHeader("Content-Transfer-Encoding", "base64");
        MimeMultipart parts = new MimeMultipart();
        parts.addBodyPart(text);
        parts.addBodyPart(file);
        message.setContent(parts);
    }
}
