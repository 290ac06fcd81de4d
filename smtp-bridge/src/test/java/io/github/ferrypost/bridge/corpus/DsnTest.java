package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.transport.GivenRoads;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender wishes to be told of the delivery (RFC 3461) goes on where a road can take it, and harms nowhere. */
class DsnTest {
    private static final String A = "a@customer.example";
    private static final byte[] MAIL =
            "From: noreply@contoso.example\r\nTo: a@customer.example\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, String> settings(String roads, String accept) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", roads);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.spool", folder.toString());
        return settings;
    }

    private Delivered send(SmtpSession client) throws Exception {
        assertThat(client.say("MAIL FROM:<noreply@contoso.example> RET=HDRS ENVID=order+2B7"))
                .startsWith("250");
        assertThat(client.say("RCPT TO:<" + A + "> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;old@customer.example"))
                .startsWith("250");
        assertThat(client.say("RCPT TO:<b@customer.example>")).startsWith("250");
        assertThat(client.say("DATA")).startsWith("354");
        client.data().write(MAIL);
        assertThat(client.end()).startsWith("250");
        return sandbox.awaitDelivered(1, Duration.ofSeconds(20)).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "first-try", "queue"})
    void theBridgePassesItOnBySmtp(String accept) throws Exception {
        try (BridgeRun bridge =
                        BridgeRun.open(Settings.of(settings("smtp", accept)), RoadFactory.open(Optional.empty()));
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.hello()).contains("250-DSN");
            assertThat(send(client).dsn())
                    .containsOnly(
                            entry("RET", "HDRS"),
                            entry("ENVID", "order+2B7"),
                            entry("NOTIFY " + A, "SUCCESS,FAILURE"),
                            entry("ORCPT " + A, "rfc822;old@customer.example"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "graph,smtp", "smtp,graph"})
    void theBridgeOffersItOnlyWhereItIsSureToGoOn(String roads) throws Exception {
        try (BridgeRun bridge =
                        BridgeRun.open(Settings.of(settings(roads, "direct")), RoadFactory.open(Optional.empty()));
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.hello()).doesNotContain("DSN");
            assertThat(send(client).recipients()).containsExactlyInAnyOrder(A, "b@customer.example");
        }
    }

    /** Some lists and gateways put a whole path there; RFC 3461 allows 500 characters, a command line has 512. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph", "graph,smtp"})
    void aVeryLongOriginalRecipientKeepsNobodyFromTheMail(String roads) throws Exception {
        try (BridgeRun bridge =
                        BridgeRun.open(Settings.of(settings(roads, "direct")), RoadFactory.open(Optional.empty()));
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.say("MAIL FROM:<noreply@contoso.example>")).startsWith("250");
            assertThat(client.say("RCPT TO:<" + A + "> NOTIFY=NEVER ORCPT=rfc822;" + "x".repeat(480) + "@y.example"))
                    .startsWith("250");
            assertThat(client.say("DATA")).startsWith("354");
            client.data().write(MAIL);
            assertThat(client.end()).startsWith("250");
        }
        Delivered delivered = sandbox.delivered().get(0);
        assertThat(delivered.recipients()).containsExactly(A);
        if (delivered.road().equals(Delivered.SMTP)) {
            assertThat(delivered.dsn()).containsOnly(entry("NOTIFY " + A, "NEVER"));
        }
    }

    private Delivered transport(String roads, Properties properties, int notify) throws Exception {
        Session session = Session.getInstance(properties);
        SMTPMessage message = new SMTPMessage(session);
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, A);
        message.setText("x");
        message.setNotifyOptions(notify);
        message.saveChanges();
        try (Roads open = RoadFactory.open(Optional.empty());
                Transport transport = new GivenRoads(session, settings(roads, "direct"), open)) {
            transport.connect("smtp.office365.com", Sandbox.MAILBOX, "an old password");
            transport.sendMessage(message, InternetAddress.parse(A));
        }
        List<Delivered> delivered = sandbox.delivered();
        return delivered.get(delivered.size() - 1);
    }

    @Test
    void theTransportTakesItFromTheSessionAsAngusDoes() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.dsn.ret", "FULL");
        properties.put("mail.smtp.dsn.notify", "FAILURE,DELAY");
        assertThat(transport("smtp", properties, 0).dsn())
                .containsOnly(entry("RET", "FULL"), entry("NOTIFY " + A, "FAILURE,DELAY"));
        assertThat(transport("graph", properties, 0).recipients()).containsExactly(A);
    }

    @Test
    void theMessagesOwnWishesWin() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.dsn.notify", "FAILURE");
        assertThat(transport("smtp", properties, SMTPMessage.NOTIFY_NEVER).dsn())
                .containsOnly(entry("NOTIFY " + A, "NEVER"));
        assertThat(transport("smtp", properties, SMTPMessage.NOTIFY_SUCCESS | SMTPMessage.NOTIFY_DELAY)
                        .dsn())
                .containsOnly(entry("NOTIFY " + A, "SUCCESS,DELAY"));
    }

    @Test
    void aWishThatWouldGiveOrdersIsLeftOut() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.dsn.notify", "NEVER\r\nRCPT TO:<evil@other.example>");
        Delivered delivered = transport("smtp", properties, 0);
        assertThat(delivered.dsn()).isEmpty();
        assertThat(delivered.recipients()).containsExactly(A);
    }
}
