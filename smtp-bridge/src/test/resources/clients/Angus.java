import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** As for smtp.office365.com:587; only host and port have changed. */
public class Angus {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", arguments[0]);
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("noreply@contoso.example", "LEGACYPASSWORD");
            }
        });
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("noreply@contoso.example"));
        message.setRecipients(Message.RecipientType.TO, arguments[1]);
        message.setRecipients(Message.RecipientType.BCC, arguments[2]);
        message.setSubject(Files.readString(Path.of("subject.txt")), "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(Files.readString(Path.of("body.txt")), StandardCharsets.UTF_8.name());
        MimeBodyPart file = new MimeBodyPart();
        file.attachFile("invoice.pdf");
        message.setContent(new MimeMultipart(text, file));
        Transport.send(message);
    }
}
