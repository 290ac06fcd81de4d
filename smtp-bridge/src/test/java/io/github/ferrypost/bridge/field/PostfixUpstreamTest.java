package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server for XOAUTH2 that nobody here wrote: Postfix, which lets Dovecot judge the tokens of the sandbox's Entra. Both
 * doors deliver to it by the SMTP road.
 */
@Tag("field")
class PostfixUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FROM = Sandbox.MAILBOX;
    private static final String MESSAGE = """
            From: noreply@contoso.example
            To: Müller <shown@example.org>
            Subject: Grüße
            Message-ID: <1@contoso.example>
            Date: Fri, 27 Nov 2026 10:00:00 +0100
            X-Order: one  two
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            .a dot
            ..two, and Grüße\t
            trailing blanks  \n
            From here on: %s

            """.formatted("x".repeat(900)).replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final MailSink sink = MailSink.open();
    private TestAuthority authority;
    private Introspection introspection;
    private DovecotAuth dovecot;
    private PostfixServer postfix;

    @BeforeEach
    void open() throws Exception {
        authority = TestAuthority.in(folder);
        introspection = new Introspection(sandbox);
        dovecot = new DovecotAuth(Files.createDirectory(folder.resolve("dovecot")), introspection.url());
    }

    @AfterEach
    void close() throws Exception {
        try {
            if (postfix != null) {
                postfix.close();
            }
        } finally {
            dovecot.close();
            introspection.close();
            sink.close();
            sandbox.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8bitmime",
                "size",
                "dsn",
                "pipelining",
                "smtputf8",
                "8bitmime, chunking, dsn, enhancedstatuscodes, etrn, pipelining, size, smtputf8, vrfy"
            })
    void bothDoorsKeepBytesAndEnvelopeWhateverTheServerOffers(String withheld) throws Exception {
        start(Map.of("smtpd_discard_ehlo_keywords", withheld));
        sendByDoorOne("a@example.org", "hidden-a@example.org");
        try (BridgeRun bridge = bridge("first-try")) {
            assertThat(sendByBridge(bridge, "b@example.org", "hidden-b@example.org"))
                    .startsWith("250 2.0.0 Accepted");
        }
        List<MailSink.Arrived> arrived = sink.await(2, PATIENCE);
        assertThat(arrived)
                .extracting(MailSink.Arrived::recipients)
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).containsExactlyInAnyOrder("a@example.org", "hidden-a@example.org"),
                        one -> assertThat(one).containsExactlyInAnyOrder("b@example.org", "hidden-b@example.org"));
        assertThat(arrived).allSatisfy(mail -> {
            assertThat(mail.from()).isEqualTo(FROM);
            assertThat(mail.body()).isEqualTo(octets(MESSAGE.substring(MESSAGE.indexOf("\r\n\r\n") + 4)));
            assertThat(mail.text().lines())
                    .containsAll(octets(MESSAGE.substring(0, MESSAGE.indexOf("\r\n\r\n")))
                            .lines()
                            .toList());
            assertThat(mail.text()).doesNotContain("hidden");
        });
        assertThat(introspection.good()).as("logins by XOAUTH2").isPositive();
    }

    @ParameterizedTest
    @CsvSource({"<=TLSv1.2, TLSv1.2", ">=TLSv1.3, TLSv1.3"})
    void speaksTheOnlyTlsThatTheServerHas(String allowed, String spoken) throws Exception {
        start(Map.of(
                "smtpd_tls_protocols", allowed, "smtpd_tls_mandatory_protocols", allowed, "smtpd_tls_loglevel", "1"));
        try (BridgeRun bridge = bridge("first-try")) {
            assertThat(sendByBridge(bridge, "a@example.org")).startsWith("250 2.0.0 Accepted");
        }
        sink.await(1, PATIENCE);
        await().atMost(PATIENCE).until(() -> postfix.log().contains(spoken + " with cipher"));
    }

    @Test
    void aGreylistedRecipientIsStoredAndArrivesOnceAtALaterAttempt() throws Exception {
        try (PolicyServer policy = new PolicyServer()) {
            start(Map.of("smtpd_recipient_restrictions", "check_policy_service " + policy.address()));
            try (BridgeRun bridge = bridge("first-try")) {
                assertThat(sendByBridge(bridge, "a@example.org")).startsWith("250 2.0.0 Queued");
                retryUntilEmpty();
            }
            assertThat(policy.seen()).containsExactly("a@example.org");
        }
        assertThat(sink.await(1, PATIENCE))
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("a@example.org"));
    }

    @Test
    void oneRefusedRecipientIsReportedAndTheOthersGetTheMail() throws Exception {
        start(Map.of("smtpd_recipient_restrictions", "check_recipient_access inline:{bad@example.org=REJECT}"));
        try (BridgeRun bridge = bridge("first-try")) {
            assertThat(sendByBridge(bridge, "good@example.org", "bad@example.org"))
                    .startsWith("250 ");
            retryUntilEmpty();
        }
        List<MailSink.Arrived> arrived = sink.await(2, PATIENCE);
        assertThat(arrived)
                .satisfiesExactlyInAnyOrder(
                        mail -> assertThat(mail.recipients()).containsExactly("good@example.org"), report -> {
                            assertThat(report.recipients()).containsExactly(FROM);
                            assertThat(report.text()).contains("Final-Recipient: rfc822; bad@example.org");
                        });
    }

    @Test
    void aMessageAboveTheServersSizeIsRefusedAtOnce() throws Exception {
        start(Map.of("message_size_limit", "500"));
        try (BridgeRun bridge = bridge("first-try")) {
            assertThat(sendByBridge(bridge, "a@example.org")).startsWith("552 5.3.4");
        }
        assertThat(sink.arrived()).isEmpty();
    }

    @Test
    void aTokenThatDovecotRefusesIsToldToWhoSetsItUp() throws Exception {
        sandbox.app().roles("Mail.Send");
        start(Map.of());
        try (BridgeRun bridge = bridge("first-try")) {
            assertThat(sendByBridge(bridge, "a@example.org")).startsWith("5").contains("535");
        }
        assertThat(sink.arrived()).isEmpty();
    }

    /** Exchange Online allows three connections of a mailbox; other programs may use some of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void C4_mailDrainsOnTheConnectionsThatTheServerAllows(int connections) throws Exception {
        start(Map.of(
                "smtpd_client_connection_count_limit",
                String.valueOf(connections),
                "smtpd_client_event_limit_exceptions",
                ""));
        int clients = 10;
        int each = 30;
        try (BridgeRun bridge = bridge("first-try")) {
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                String name = "c" + client;
                all.add(threads.submit(() -> {
                    for (int mail = 0; mail < each; mail++) {
                        assertThat(sendByBridge(bridge, name + "-" + mail + "@example.org"))
                                .startsWith("250 ");
                    }
                    return null;
                }));
            }
            threads.shutdown();
            for (Future<?> one : all) {
                one.get();
            }
            List<MailSink.Arrived> arrived = sink.await(clients * each, PATIENCE);
            assertThat(arrived.stream().map(MailSink.Arrived::recipients))
                    .as("each once")
                    .doesNotHaveDuplicates()
                    .hasSize(clients * each);
        }
    }

    private void start(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "default_transport", "smtp:[127.0.0.1]:" + sink.port(),
                "disable_mime_output_conversion", "yes",
                "smtpd_tls_security_level", "may",
                "smtpd_tls_auth_only", "yes",
                "smtpd_tls_chain_files", authority.keyFirst().toString(),
                "smtpd_sasl_auth_enable", "yes",
                "smtpd_sasl_type", "dovecot",
                "smtpd_sasl_path", dovecot.socket().toString(),
                "smtpd_relay_restrictions", "permit_sasl_authenticated, reject"));
        settings.putAll(more);
        postfix = new PostfixServer(Files.createDirectory(folder.resolve("postfix")), settings);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "smtp");
        settings.put("ferrypost.endpoint.smtp", "127.0.0.1:" + postfix.port());
        settings.put("ferrypost.endpoint.trust", authority.authority().toString());
        return settings;
    }

    private BridgeRun bridge(String accept) throws Exception {
        Map<String, String> settings = settings();
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.pace", "off");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        return BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty()));
    }

    /** The reply to the final dot. */
    private static String sendByBridge(BridgeRun bridge, String... recipients) throws Exception {
        try (Script script = Script.connect(bridge.address())) {
            script.run("s <~ 220\nc -> EHLO client.example\ns <~ 250\nc -> MAIL FROM:<" + FROM + ">\ns <~ 250");
            for (String recipient : recipients) {
                script.run("c -> RCPT TO:<" + recipient + ">\ns <~ 250");
            }
            script.run("c -> DATA\ns <~ 354");
            script.send(MESSAGE.replaceAll("(?m)^\\.", "..") + ".\r\n");
            return script.reply();
        }
    }

    private void sendByDoorOne(String... recipients) throws Exception {
        Properties properties = new Properties();
        properties.putAll(settings());
        properties.put("mail.smtp.host", "smtp.office365.com");
        Session session = Session.getInstance(properties);
        MimeMessage message =
                new MimeMessage(session, new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.UTF_8)));
        Address[] to = new Address[recipients.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = new InternetAddress(recipients[i]);
        }
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(FROM, "LEGACYPASSWORD");
            transport.sendMessage(message, to);
        }
    }

    /** As an operator who runs {@code queue retry} until nothing waits. */
    private void retryUntilEmpty() {
        await().atMost(PATIENCE).until(() -> {
            try (Spool spool = Spool.open(folder.resolve("spool"), Clock.systemUTC())) {
                for (Entry entry : spool.list(Filter.ALL, Optional.empty(), 100)) {
                    spool.retryNow(entry.id());
                }
                return spool.stats().count() == 0;
            }
        });
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
