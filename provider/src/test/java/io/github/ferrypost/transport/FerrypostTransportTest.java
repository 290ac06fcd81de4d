package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Verdict;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.event.TransportAdapter;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is ours alone: signing in, the account of each message, Angus connected late, doubts told. */
class FerrypostTransportTest {
    private final World world = new World();
    private final WorldRoads roads = new WorldRoads(world);
    private final Properties mail = new Properties();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Ours> opened = new ArrayList<>();
    private ScriptedSmtp server;
    private World serverWorld;

    @BeforeEach
    void server() throws Exception {
        serverWorld = new World();
        server = new ScriptedSmtp(serverWorld);
        mail.put("mail.smtp.host", Ours.HOST);
    }

    @AfterEach
    void close() throws Exception {
        for (Ours transport : opened) {
            transport.close();
        }
        server.close();
    }

    /** Ours for any host, so that Angus can connect to a server on loopback where no account matches. */
    private Ours atLoopback(Authenticator authenticator) {
        mail.put("mail.smtp.host", "127.0.0.1");
        mail.put("mail.smtp.port", String.valueOf(server.port()));
        Map<String, String> settings = Ours.twoAccounts();
        settings.put("ferrypost.hosts", "127.0.0.1");
        return open(settings, authenticator);
    }

    private Ours ours(Authenticator authenticator) {
        return open(Ours.twoAccounts(), authenticator);
    }

    private Ours open(Map<String, String> settings, Authenticator authenticator) {
        Ours transport = Ours.of(Session.getInstance(mail, authenticator), Ours.hold(settings, roads));
        opened.add(transport);
        return transport;
    }

    private Authenticator says(String user) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return user == null ? null : new PasswordAuthentication(user, "LEGACYPASSWORD");
            }
        };
    }

    private static MimeMessage from(String sender) throws MessagingException {
        MimeMessage message = Bench.fill(new MimeMessage(Session.getInstance(new Properties())));
        message.setFrom(sender);
        return message;
    }

    @Test
    void aRefusedSignInTellsCodeMeaningAndRemedy() {
        world.signIn =
                Reply.of(535, "5.7.3", "AADSTS7000222: the secret has expired.").withRemedy("Make a new one.");
        assertThatThrownBy(() -> ours(null).connect(Ours.MAILBOX, "LEGACYPASSWORD"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage("535 5.7.3 AADSTS7000222: the secret has expired. Remedy: Make a new one.");
    }

    @Test
    void aRefusedSignInIsNotTriedTwiceBecauseThereIsAnAuthenticator() {
        world.signIn = Reply.of(535, "5.7.3", "AADSTS7000222");
        Ours transport = ours(says(Ours.MAILBOX));
        assertThatThrownBy(() -> transport.connect(Ours.MAILBOX, "LEGACYPASSWORD"))
                .isInstanceOf(SignInFailedException.class);
        assertThat(asked).hasValue(1);
        assertThat(roads.signIns).hasSize(1);
        assertThatThrownBy(() -> transport.connect(Ours.MAILBOX, "LEGACYPASSWORD"))
                .isInstanceOf(SignInFailedException.class);
        assertThat(roads.signIns).as("a new connect asks anew").hasSize(2);
    }

    @Test
    void aSignInThatMayWorkLaterIsAFailedConnection() {
        world.signIn = Reply.of(451, "4.7.0", "login.microsoftonline.com answers 503");
        SignInDelayedException e = catchThrowableOfType(
                SignInDelayedException.class, () -> ours(null).connect(Ours.MAILBOX, "LEGACYPASSWORD"));
        assertThat(e.getNextException()).isInstanceOf(ConnectException.class);
        assertThat(e.status().orElseThrow().verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(e).isNotInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void theAuthenticatorNamesTheAccount() throws Exception {
        mail.put("mail.smtp.auth", "true");
        Ours transport = ours(says("shopuser"));
        transport.connect();
        assertThat(asked).hasValue(1);
        assertThat(roads.signIns)
                .singleElement()
                .satisfies(account -> assertThat(account.mailbox()).isEqualTo("shop@contoso.com"));
        assertThat(transport.getURLName().getUsername()).isEqualTo("shopuser");
    }

    @Test
    void anAuthenticatorIsNotAskedWhereTheLoginIsKnown() throws Exception {
        mail.put("mail.smtp.auth", "true");
        ours(says("shopuser")).connect(Ours.MAILBOX, null);
        assertThat(asked).hasValue(0);
    }

    @Test
    void withoutAnAuthenticatorTheSenderDecides() throws Exception {
        mail.put("mail.smtp.auth", "true");
        for (Authenticator authenticator : new Authenticator[] {null, says(null)}) {
            Ours transport = ours(authenticator);
            transport.connect();
            transport.sendMessage(from("news@shop.example"), Bench.to("a@x.example"));
            transport.close();
        }
        assertThat(roads.carriers).extracting("mailbox").containsExactly("shop@contoso.com", "shop@contoso.com");
    }

    @Test
    void eachMessageGoesByTheAccountOfItsSender() throws Exception {
        Ours transport = ours(null);
        transport.connect();
        assertThat(transport.isConnected()).isTrue();
        transport.sendMessage(from("news@shop.example"), Bench.to("a@x.example"));
        transport.sendMessage(from("erp@contoso.com"), Bench.to("a@x.example"));
        assertThat(roads.carriers).extracting("mailbox").containsExactly("shop@contoso.com", "erp@contoso.com");
        assertThat(transport.isConnected()).isTrue();
    }

    @Test
    void aBounceWithTheNullSenderGoesByItsAuthor() throws Exception {
        mail.put("mail.smtp.from", "<>");
        Ours transport = ours(null);
        transport.connect();
        transport.sendMessage(from("news@shop.example"), Bench.to("a@x.example"));
        assertThat(world.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.sender()).isEmpty());
        assertThat(roads.carriers).extracting("mailbox").containsExactly("shop@contoso.com");
    }

    @Test
    void aSenderOfNoAccountIsLeftToAngusLate() throws Exception {
        Ours transport = atLoopback(null);
        transport.connect();
        assertThat(server.commands).isEmpty();
        transport.sendMessage(from("other@elsewhere.example"), Bench.to("a@x.example"));
        assertThat(serverWorld.deliveries).hasSize(1);
        assertThat(transport.getLastServerResponse()).contains("Queued");
        transport.sendMessage(from("news@shop.example"), Bench.to("a@x.example"));
        transport.sendMessage(from("other@elsewhere.example"), Bench.to("a@x.example"));
        assertThat(serverWorld.deliveries).hasSize(2);
        assertThat(world.deliveries).hasSize(1);
        assertThat(server.commands).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
        assertThat(transport.isConnected()).isTrue();
        transport.close();
        assertThat(server.commands).endsWith("QUIT");
        assertThat(transport.isConnected()).isFalse();
    }

    @Test
    void angusConnectedLateLogsInAsTheProgramWished() throws Exception {
        mail.put("mail.smtp.auth", "true");
        Ours transport = atLoopback(says("somebody@elsewhere.example"));
        transport.connect();
        transport.sendMessage(from("other@elsewhere.example"), Bench.to("a@x.example"));
        assertThat(server.commands).contains("AUTH LOGIN");
        assertThat(serverWorld.deliveries).hasSize(1);
    }

    @Test
    void angusThatCannotConnectLateLeavesTheTransportClosed() throws Exception {
        Ours transport = atLoopback(null);
        try (ServerSocket unused = new ServerSocket(0)) {
            mail.put("mail.smtp.port", String.valueOf(unused.getLocalPort()));
        }
        transport.connect();
        assertThatThrownBy(() -> transport.sendMessage(from("other@elsewhere.example"), Bench.to("a@x.example")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Couldn't connect to host");
        assertThat(transport.isConnected()).isFalse();
        transport.connect();
        transport.sendMessage(from("news@shop.example"), Bench.to("a@x.example"));
        assertThat(world.deliveries).hasSize(1);
    }

    @Test
    void theProtocolNeverFallsBackToAngus() throws Exception {
        Map<String, String> settings = Ours.twoAccounts();
        settings.put("ferrypost.account.first.mailbox", settings.remove("ferrypost.mailbox"));
        mail.put("ferrypost.client", "33333333-3333-3333-3333-333333333333");
        Ours transport = open(settings, null);
        transport.connect();
        assertThatThrownBy(() -> transport.sendMessage(from("other@elsewhere.example"), Bench.to("a@x.example")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ferrypost.senders");
        assertThat(transport.isConnected()).isTrue();
    }

    @Test
    void aConnectionThatTheProgramBroughtIsAngusOwn() throws Exception {
        Ours transport = ours(null);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            transport.connect(socket);
            transport.sendMessage(from("erp@contoso.com"), Bench.to("a@x.example"));
            transport.close();
        }
        assertThat(serverWorld.deliveries).hasSize(1);
        assertThat(roads.signIns).isEmpty();
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        assertThat(roads.signIns).hasSize(1);
    }

    @Test
    void aSessionWithoutHostIsAngusAsBefore() throws Exception {
        mail.remove("mail.smtp.host");
        mail.put("mail.smtp.port", String.valueOf(server.port()));
        Ours transport = ours(null);
        transport.connect();
        transport.sendMessage(from(Ours.MAILBOX), Bench.to("a@x.example"));
        transport.close();
        assertThat(serverWorld.deliveries).hasSize(1);
        assertThat(roads.signIns).isEmpty();
    }

    @Test
    void brokenSettingsAreToldAtConnect() {
        Map<String, String> settings = Ours.account();
        settings.remove("ferrypost.tenant");
        assertThatThrownBy(() -> Ours.of(Session.getInstance(mail), Ours.hold(settings, roads))
                        .connect(Ours.MAILBOX, "LEGACYPASSWORD"))
                .isInstanceOf(MessagingException.class)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("ferrypost.tenant is missing");
    }

    @Test
    void debugOutputTellsAccountRoadAndReplyAndNoSecret() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.put("mail.debug", "true");
        mail.put("mail.debug.auth", "true");
        Session session = Session.getInstance(mail);
        session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        Ours transport = Ours.of(session, Ours.hold(Ours.account(), roads));
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        transport.sendMessage(from(Ours.MAILBOX), Bench.to("a@x.example"));
        transport.close();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("DEBUG FERRYPOST: mail for smtp.office365.com is handled by account (erp@contoso.com")
                .contains("signing in account (erp@contoso.com")
                .contains("by test {a@x.example=ACCEPTED 250 2.0.0 Queued}")
                .doesNotContain("SECRET", "PASSWORD");
    }

    /** Jakarta Mail's event queue forgets what it holds if the connection is closed before its thread has started. */
    @Test
    void noEventIsLostWhereTheConnectionIsClosedAtOnce() throws Exception {
        AtomicInteger delivered = new AtomicInteger();
        for (int i = 0; i < 40; i++) {
            Ours transport = ours(null);
            transport.addTransportListener(new TransportAdapter() {
                @Override
                public void messageDelivered(TransportEvent event) {
                    delivered.incrementAndGet();
                }
            });
            transport.connect();
            transport.sendMessage(from(Ours.MAILBOX), Bench.to("a@x.example"));
            transport.close();
        }
        await().untilAtomic(delivered, equalTo(40));
    }

    @Test
    void aListenerThatWasTakenAwayHearsNothing() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        TransportAdapter gone = new TransportAdapter() {
            @Override
            public void messageDelivered(TransportEvent event) {
                heard.addAndGet(1000);
            }
        };
        Ours transport = ours(null);
        transport.addTransportListener(gone);
        transport.addTransportListener(new TransportAdapter() {
            @Override
            public void messageDelivered(TransportEvent event) {
                heard.incrementAndGet();
            }
        });
        transport.removeTransportListener(gone);
        transport.connect();
        transport.sendMessage(from(Ours.MAILBOX), Bench.to("a@x.example"));
        await().untilAtomic(heard, equalTo(1));
    }
}
