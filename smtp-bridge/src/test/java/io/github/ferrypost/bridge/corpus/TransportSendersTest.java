package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.transport.GivenRoads;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** U5 and wish 1 through the Jakarta Mail transport: mailbox = *, its fallback, and a redirection. */
class TransportSendersTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> settings = new HashMap<>(sandbox.settings());

    @BeforeEach
    void twoMailboxes() {
        sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
        sandbox.directory().addMailbox("alice@contoso.example");
        settings.put("ferrypost.mailbox", "*@contoso.example");
        settings.put("ferrypost.fallback", "rest");
        settings.put("ferrypost.account.rest.mailbox", Sandbox.MAILBOX);
        settings.put("ferrypost.account.rest.from", "mailbox");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Delivered send(String from) throws Exception {
        Session session = Session.getInstance(new Properties());
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from, false));
        message.setRecipients(Message.RecipientType.TO, "ann@customer.example");
        message.setText("Hello");
        message.saveChanges();
        try (var roads = RoadFactory.open(Optional.empty());
                Transport transport = new GivenRoads(session, settings, roads)) {
            transport.connect("smtp.office365.com", "somebody", "an old password");
            transport.sendMessage(message, message.getAllRecipients());
        }
        return sandbox.delivered().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "graph, alice@contoso.example, alice@contoso.example",
        "smtp, alice@contoso.example, alice@contoso.example",
        "graph, nobody@contoso.example, noreply@contoso.example",
        "smtp, nobody@contoso.example, noreply@contoso.example"
    })
    void eachSenderUsesItsOwnMailboxOrTheFallback(String road, String from, String mailbox) throws Exception {
        settings.put("ferrypost.roads", road);

        Delivered mail = send(from);

        assertThat(mail.mailbox()).isEqualTo(mailbox);
        assertThat(Text.of(mail.raw()).fields()).contains("From: " + mailbox + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"graph", "smtp"})
    void aTestSystemsMailGoesToOneAddress(String road) throws Exception {
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.redirect", "tester@contoso.example");

        assertThat(send("alice@contoso.example").recipients()).containsExactly("tester@contoso.example");
    }
}
