package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.transport.GivenRoads;
import io.github.ferrypost.transport.SubmissionFailedException;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no road of the account carries is refused before anybody takes charge of it. */
class SizeRefusalTest {
    private static final LargeMail MAIL = new LargeMail(3_100_000);
    private static final List<String> RECIPIENTS = List.of(Specimen.RECIPIENT);

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final Roads roads = RoadFactory.open(Optional.empty());

    @BeforeEach
    void withoutDrafts() {
        sandbox.app().roles("Mail.Send");
    }

    @AfterEach
    void close() {
        roads.close();
        sandbox.close();
    }

    private Map<String, String> settings(String accept) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "graph");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.spool", folder.toString());
        return settings;
    }

    @Test
    void theBridgeSaysSoAtMailAndAfterData() throws Exception {
        try (BridgeRun bridge = BridgeRun.open(Settings.of(settings("queue")), roads);
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.hello()).contains("250-SIZE 2200000\n");
            assertThat(client.begin(Sandbox.MAILBOX, " SIZE=" + MAIL.size(), RECIPIENTS))
                    .startsWith("552 5.3.4 ")
                    .contains("2200000");
            assertThat(client.begin(Sandbox.MAILBOX, "", RECIPIENTS)).startsWith("354");
            MAIL.writeTo(client.data());
            assertThat(client.end()).startsWith("552 5.3.4 ");
            assertThat(client.say("NOOP")).startsWith("250");
        }
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void theTransportThrowsBeforeAnythingIsSent() throws Exception {
        Session session = Session.getInstance(new Properties());
        try (InputStream in = Files.newInputStream(MAIL.file(folder));
                Transport transport = new GivenRoads(session, settings("direct"), roads)) {
            MimeMessage message = new MimeMessage(session, in);
            transport.connect("smtp.office365.com", Sandbox.MAILBOX, "an old password");
            assertThatThrownBy(() -> transport.sendMessage(message, InternetAddress.parse(Specimen.RECIPIENT)))
                    .isInstanceOf(SubmissionFailedException.class)
                    .hasMessageContaining("552 5.3.4")
                    .hasMessageContaining("2200000")
                    .hasMessageContaining("Mail.ReadWrite");
        }
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    /** A file without a text around it, as scanners send it: Graph has no place for it above its limit, SMTP has. */
    private static byte[] singleFile() {
        return ("From: noreply@contoso.example\r\nTo: a@customer.example\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: application/pdf; name=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + "QUJD".repeat(18).concat("\r\n").repeat(31_000))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String sendSingleFile(String givenRoads) throws Exception {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite", "SMTP.SendAsApp");
        Map<String, String> settings = settings("direct");
        settings.put("ferrypost.roads", givenRoads);
        try (BridgeRun bridge = BridgeRun.open(Settings.of(settings), roads);
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.hello()).contains("250-SIZE 157286400\n");
            return client.send(Sandbox.MAILBOX, RECIPIENTS, singleFile());
        }
    }

    @Test
    void aSingleLargeFileIsRefusedByGraphWithReasonAndRemedyBeforeAnythingIsSent() throws Exception {
        assertThat(sendSingleFile("graph"))
                .startsWith("552 5.3.4 ")
                .contains("a single part")
                .contains("Add smtp to ferrypost.roads");
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void aSingleLargeFileGoesBySmtpWhereTheAccountHasIt() throws Exception {
        byte[] sent = singleFile();
        assertThat(sendSingleFile("graph,smtp")).startsWith("250");
        assertThat(sandbox.requests().graphRequests()).isZero();
        byte[] arrived = sandbox.delivered().get(0).raw();
        int body = new String(sent, StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
        assertThat(Arrays.copyOfRange(arrived, arrived.length - sent.length + body, arrived.length))
                .isEqualTo(Arrays.copyOfRange(sent, body, sent.length));
    }

    @Test
    void theTransportTellsTheSame() throws Exception {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
        Session session = Session.getInstance(new Properties());
        try (Transport transport = new GivenRoads(session, settings("direct"), roads)) {
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(singleFile()));
            transport.connect("smtp.office365.com", Sandbox.MAILBOX, "an old password");
            assertThatThrownBy(() -> transport.sendMessage(message, InternetAddress.parse(Specimen.RECIPIENT)))
                    .isInstanceOf(SubmissionFailedException.class)
                    .hasMessageContainingAll("552 5.3.4", "a single part", "Add smtp to ferrypost.roads");
        }
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    /** Nobody knows then what the account may: what it carries on other days must not be refused for good. */
    @Test
    void whileEntraDoesNotAnswerNothingIsTooLarge() throws Exception {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
        sandbox.faults().always(Target.TOKEN, Fault.status(503));
        try (BridgeRun bridge = BridgeRun.open(Settings.of(settings("direct")), roads);
                SmtpSession client = new SmtpSession(bridge.address())) {
            assertThat(client.hello()).contains("250-SIZE 157286400\n");
            assertThat(client.begin(Sandbox.MAILBOX, " SIZE=" + MAIL.size(), RECIPIENTS))
                    .startsWith("354");
            MAIL.writeTo(client.data());
            assertThat(client.end()).startsWith("45");
        }
    }
}
