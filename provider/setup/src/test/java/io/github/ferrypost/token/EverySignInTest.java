package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.login.Desk;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.FederatedCredential;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.ExternalIssuer;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.testing.TestKeys;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to sign in, by each road: {@code Transport.send} of an old program, and the mail arrives. */
class EverySignInTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static List<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (SignIn way : SignIn.values()) {
            for (RoadName road : RoadName.values()) {
                ways.add(Arguments.of(way, road));
            }
        }
        return ways;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void sends(SignIn way, RoadName road) throws Exception {
        desk.settings.put("ferrypost.sign-in", way.key());
        desk.settings.put("ferrypost.roads", road.key());
        arrange(way);
        send();
        Delivered mail = desk.sandbox.awaitDelivered(1, Duration.ofSeconds(10)).get(0);
        assertThat(mail.recipients()).containsExactly("a@customer.example");
        assertThat(mail.mailbox()).isEqualTo(Sandbox.MAILBOX);
        assertThat(mail.road().equals(Delivered.SMTP)).isEqualTo(road == RoadName.SMTP);
    }

    @Test
    void aUserSendsFromASharedMailboxByBothRoads() throws Exception {
        User clerk = desk.sandbox
                .directory()
                .addMailbox("clerk@contoso.example")
                .sendAs(Sandbox.MAILBOX)
                .owner();
        desk.sandbox.mailbox().delegates(clerk);
        desk.settings.put("ferrypost.sign-in", "password");
        desk.settings.put("ferrypost.user", clerk.name());
        desk.settings.put("ferrypost.password", clerk.password());
        for (RoadName road : RoadName.values()) {
            desk.settings.put("ferrypost.roads", road.key());
            send();
        }
        assertThat(desk.sandbox.awaitDelivered(2, Duration.ofSeconds(10)))
                .allMatch(mail -> mail.text().contains("From: " + Sandbox.MAILBOX))
                .anyMatch(mail -> mail.mailbox().equals(Sandbox.MAILBOX))
                .anyMatch(mail -> mail.envelopeFrom().equals(Sandbox.MAILBOX)
                        && mail.mailbox().equals(clerk.name()));
    }

    private void send() throws Exception {
        Properties properties = new Properties();
        properties.putAll(desk.settings);
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(Message.RecipientType.TO, "a@customer.example");
        message.setSubject("Hello");
        message.setText("Hello");
        Transport.send(message);
    }

    private void arrange(SignIn way) throws Exception {
        switch (way) {
            case SECRET -> desk.settings.put("ferrypost.secret", desk.sandbox.secret());
            case CERTIFICATE -> {
                TestKeys keys = TestKeys.rsa();
                desk.sandbox.app().addCertificate(keys.certificate());
                Path pem = Files.writeString(folder.resolve("both.pem"), keys.certificatePem() + keys.pkcs8Pem());
                desk.settings.put("ferrypost.certificate", pem.toString());
            }
            case FEDERATED -> {
                ExternalIssuer issuer = desk.sandbox.issuer("https://cluster.example");
                desk.sandbox.app().addFederatedCredential(issuer.url(), "pod");
                Path file = Files.writeString(
                        folder.resolve("federated"),
                        issuer.token("pod", FederatedCredential.AUDIENCE, Duration.ofHours(1)));
                desk.settings.put("ferrypost.federated-token-file", file.toString());
            }
            case MANAGED_IDENTITY -> {
                desk.settings.remove("ferrypost.tenant");
                desk.settings.remove("ferrypost.client");
                desk.sandbox.directory().addManagedIdentity("vm", "Mail.Send", "SMTP.SendAsApp");
                desk.settings.put(
                        "ferrypost.endpoint.identity", desk.sandbox.login().toString());
            }
            case PASSWORD ->
                desk.settings.put("ferrypost.password", desk.owner().password());
            default -> {
                desk.settings.put("ferrypost.sign-in", "device-code");
                assertThat(desk.approving().login()).startsWith("0\n");
                desk.settings.put("ferrypost.sign-in", way.key());
            }
        }
    }
}
