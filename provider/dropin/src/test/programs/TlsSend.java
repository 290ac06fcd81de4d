import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** A program that starts, sends two mails with STARTTLS and a login, says how long each took, and ends. */
public final class TlsSend {
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Properties mail = new Properties();
        mail.put("mail.smtp.host", "127.0.0.1");
        mail.put("mail.smtp.port", args[0]);
        mail.put("mail.smtp.localhost", "localhost");
        mail.put("mail.smtp.auth", "true");
        mail.put("mail.smtp.starttls.required", "true");
        if (Boolean.getBoolean("program.xoauth2")) {
            mail.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        Session session = Session.getInstance(mail);
        send(session, args);
        long first = System.nanoTime();
        send(session, args);
        long second = System.nanoTime();
        System.out.println("sent " + (first - start) / 1_000_000 + " " + (second - first) / 1_000_000);
    }

    private static void send(Session session, String[] args) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(args[1]));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse("first@x.example"));
        message.setSubject("Invoice");
        message.setText("Gr\u00fc\u00dfe");
        Transport.send(message, args[1], args[2]);
    }
}
