import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** A transport by the name smtp, connected by hand, closed by try. */
public final class KeycloakStyle implements Loop.Host {
    @Override
    public void send(String from, String to, int port) throws Exception {
        Session session = Session.getInstance(Loop.properties(port));
        MimeMessage message = StaticSend.message(session, from, to);
        message.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
