import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** As most programs send. */
public final class StaticSend implements Loop.Host {
    @Override
    public void send(String from, String to, int port) throws Exception {
        if (Boolean.getBoolean("program.tls")) {
            javax.net.ssl.SSLContext.getDefault();
        }
        Transport.send(message(Session.getInstance(Loop.properties(port)), from, to));
    }

    static MimeMessage message(Session session, String from, String to) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject("Invoice");
        message.setText("Gr\u00fc\u00dfe");
        return message;
    }
}
