import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** System properties beneath the program's own, an Authenticator, the transport by the address, the last reply read by reflection. */
public final class JenkinsStyle implements Loop.Host {
    @Override
    public void send(String from, String to, int port) throws Exception {
        Properties properties = new Properties(System.getProperties());
        properties.putAll(Loop.properties(port));
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("jenkins", "LEGACYPASSWORD");
            }
        });
        MimeMessage message = StaticSend.message(session, from, to);
        message.saveChanges();
        Address[] recipients = message.getAllRecipients();
        Transport transport = session.getTransport(recipients[0]);
        transport.connect();
        transport.sendMessage(message, recipients);
        Object code = transport.getClass().getMethod("getLastReturnCode").invoke(transport);
        transport.close();
        if (!Integer.valueOf(250).equals(code)) {
            throw new IllegalStateException("last return code " + code);
        }
    }
}
