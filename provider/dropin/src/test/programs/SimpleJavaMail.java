import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

public final class SimpleJavaMail implements Loop.Host {
    @Override
    public void send(String from, String to, int port) {
        MailerBuilder.withSMTPServer("127.0.0.1", port)
                .withTransportStrategy(TransportStrategy.SMTP)
                .buildMailer()
                .sendMail(EmailBuilder.startingBlank()
                        .from(from)
                        .to(to)
                        .withSubject("Invoice")
                        .withPlainText("Hello")
                        .buildEmail());
    }
}
