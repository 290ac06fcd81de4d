import org.apache.commons.mail.SimpleEmail;

public final class CommonsEmail implements Loop.Host {
    @Override
    public void send(String from, String to, int port) throws Exception {
        SimpleEmail email = new SimpleEmail();
        email.setHostName("127.0.0.1");
        email.setSmtpPort(port);
        email.setFrom(from);
        email.addTo(to);
        email.setSubject("Invoice");
        email.setMsg("Hello");
        email.send();
    }
}
