package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.ferrypost.reply.Reply;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Programs and libraries as they are: with settings their mail is carried, without it goes where it went before. */
class HostProgramsTest {
    private final World world = new World();
    private final WorldRoads roads = new WorldRoads(world);
    private final Map<String, String> settings = new TreeMap<>(Ours.account());
    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private Session session(String host) throws Exception {
        Properties mail = new Properties();
        mail.put("mail.smtp.host", host);
        mail.put("mail.smtp.port", String.valueOf(greenMail.getSmtp().getPort()));
        Session session = Session.getInstance(mail);
        Ours.install(session, Ours.hold(settings, roads));
        return session;
    }

    private JavaMailSenderImpl spring() throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setSession(session(Ours.HOST));
        sender.setHost(Ours.HOST);
        sender.setUsername(Ours.MAILBOX);
        sender.setPassword("LEGACYPASSWORD");
        return sender;
    }

    private static SimpleMailMessage simple(String to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(Ours.MAILBOX);
        message.setTo(to);
        message.setText("Hello");
        return message;
    }

    @Test
    void springSends() throws Exception {
        JavaMailSenderImpl sender = spring();
        sender.testConnection();
        sender.send(simple("a@x.example"), simple("b@x.example"));
        assertThat(world.deliveries).hasSize(2);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void springTellsARefusedSignInAsItsOwn() throws Exception {
        world.signIn = Reply.of(535, "5.7.3", "AADSTS7000215: wrong secret.");
        JavaMailSenderImpl sender = spring();
        assertThatThrownBy(() -> sender.send(simple("a@x.example")))
                .isInstanceOf(MailAuthenticationException.class)
                .hasStackTraceContaining("AADSTS7000215");
        world.signIn = Reply.of(451, "4.7.0", "busy");
        assertThatThrownBy(() -> sender.send(simple("a@x.example"))).isInstanceOf(MailSendException.class);
    }

    @Test
    void springSendsTheOtherMessagesAfterOneThatIsRefused() throws Exception {
        world.refuses("bad@x.example", 550, "5.1.1");
        JavaMailSenderImpl sender = spring();
        assertThatThrownBy(() -> sender.send(simple("bad@x.example"), simple("a@x.example")))
                .isInstanceOf(MailSendException.class)
                .satisfies(e ->
                        assertThat(((MailSendException) e).getFailedMessages()).hasSize(1));
        assertThat(world.deliveries).hasSize(1);
    }

    @Test
    void staticSend() throws Exception {
        MimeMessage message = Bench.fill(new MimeMessage(session(Ours.HOST)));
        Transport.send(message);
        assertThat(world.deliveries).singleElement().satisfies(delivery -> {
            assertThat(delivery.recipients()).containsExactly("a@x.example", "hidden@x.example");
            assertThat(delivery.text()).doesNotContain("Bcc", "hidden");
        });
    }

    @Test
    void staticSendWithUserAndPassword() throws Exception {
        MimeMessage message = Bench.fill(new MimeMessage(session(Ours.HOST)));
        message.setFrom("other@contoso.com");
        Transport.send(message, Ours.MAILBOX, "LEGACYPASSWORD");
        assertThat(roads.carriers).hasSize(1);
    }

    @Test
    void transportByHand() throws Exception {
        Session session = session("somewhere.example");
        try (Transport transport = session.getTransport("smtp")) {
            assertThat(transport).isInstanceOf(SMTPTransport.class);
            transport.connect(Ours.HOST, Ours.MAILBOX, "LEGACYPASSWORD");
            MimeMessage message = Bench.fill(new MimeMessage(session));
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
            assertThat(((SMTPTransport) transport).getLastReturnCode()).isEqualTo(250);
        }
        assertThat(world.deliveries).hasSize(1);
    }

    @Test
    void anotherSessionGoesToItsOwnServer() throws Exception {
        Transport.send(Bench.fill(new MimeMessage(session(Ours.HOST))));
        Transport.send(Bench.fill(new MimeMessage(session("127.0.0.1"))));
        assertThat(world.deliveries).hasSize(1);
        assertThat(greenMail.getReceivedMessages()).hasSize(2); // one for each recipient
    }

    @Test
    void withoutTheSettingsTheSameMailGoesByAngusAsBefore() throws Exception {
        settings.put("ferrypost.hosts", "127.0.0.1");
        Transport.send(Bench.fill(new MimeMessage(session("127.0.0.1"))));
        assertThat(world.deliveries).hasSize(1);
        settings.clear();
        Transport.send(Bench.fill(new MimeMessage(session("127.0.0.1"))));
        assertThat(world.deliveries).hasSize(1);
        assertThat(greenMail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void switchedOffInOneSession() throws Exception {
        settings.put("ferrypost.hosts", "*");
        Session session = session("127.0.0.1");
        session.getProperties().put("ferrypost.enabled", "false");
        Transport.send(Bench.fill(new MimeMessage(session)));
        assertThat(greenMail.getReceivedMessages()).hasSize(2);
        assertThat(roads.signIns).isEmpty();
    }
}
