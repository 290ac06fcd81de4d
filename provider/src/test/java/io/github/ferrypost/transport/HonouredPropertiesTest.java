package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Properties of a program's Session for Angus, where one of our accounts carries its mail. */
class HonouredPropertiesTest {
    /** RFC 5321 section 4.5.3.1.4. */
    private static final int LINE = 512;

    /** Far above what is set here, and far below every limit of our own. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private final Properties mail = new Properties();
    private final WorldRoads roads = new WorldRoads(new World());

    /** What is measured below is a limit, and not how long a busy machine takes to load classes. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            new HonouredPropertiesTest().send(sandbox, Map.of("ferrypost.roads", "graph"));
            new HonouredPropertiesTest().send(sandbox, Map.of("ferrypost.roads", "smtp"));
        }
    }

    private void send(Sandbox sandbox, Map<String, String> more) throws Exception {
        mail.put("mail.smtp.host", Ours.HOST);
        mail.putAll(sandbox.settings());
        mail.putAll(more);
        MimeMessage message = new MimeMessage(Session.getInstance(mail));
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, "a@x.example");
        message.setText("Hello");
        Transport.send(message);
    }

    private void failsSoon(Sandbox sandbox, Map<String, String> more) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> send(sandbox, more)).isInstanceOf(MessagingException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private Ours connected(String... properties) throws Exception {
        mail.put("mail.smtp.host", Ours.HOST);
        for (int i = 0; i < properties.length; i += 2) {
            mail.put(properties[i], properties[i + 1]);
        }
        Ours transport = Ours.of(Session.getInstance(mail), Ours.hold(Ours.account(), roads));
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        return transport;
    }

    private Dsn dsnOf(SMTPMessage message) throws Exception {
        try (Ours transport = connected()) {
            transport.sendMessage(message, Bench.to("a@x.example"));
            return roads.submissions.get(roads.submissions.size() - 1).dsn();
        }
    }

    private SMTPMessage smtpMessage() throws MessagingException {
        return Bench.fill(new SMTPMessage(Session.getInstance(mail)));
    }

    @Test
    void timeoutOfTheSignIn() {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.TOKEN, Fault.stall());
            mail.put("mail.smtp.timeout", "200");
            failsSoon(sandbox, Map.of());
        }
    }

    @Test
    void D15_aReadLimitIsNotToldAsAFailedConnection() {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.TOKEN, Fault.stall());
            mail.put("mail.smtp.timeout", "1");
            assertThatThrownBy(() -> send(sandbox, Map.of()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("did not answer in time");
        }
    }

    @Test
    void timeoutOfGraph() {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.GRAPH_ANY, Fault.stall());
            mail.put("mail.smtp.timeout", 600);
            failsSoon(sandbox, Map.of());
        }
    }

    @Test
    void timeoutOfSmtp() {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.SMTP_FINAL_DOT, Fault.stall());
            mail.put("mail.smtp.timeout", "600");
            failsSoon(sandbox, Map.of("ferrypost.roads", "smtp"));
        }
    }

    /** A server whose queue of connections is full answers no further one. */
    @Test
    void connectiontimeout() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start();
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                SocketChannel one = SocketChannel.open();
                waiting.add(one);
                one.configureBlocking(false);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
            }
            mail.put("mail.smtp.connectiontimeout", "200");
            mail.put("ferrypost.patience", "0"); // measured is one attempt
            failsSoon(sandbox, Map.of("ferrypost.endpoint.graph", "http://127.0.0.1:" + full.getLocalPort()));
        } finally {
            for (SocketChannel one : waiting) {
                one.close();
            }
        }
    }

    @Test
    void writetimeout() throws Exception {
        mail.put("mail.smtp.writetimeout", "700");
        RoadOptions options = SessionTimeouts.of(new SessionProperties(Session.getInstance(mail), "smtp"));
        assertThat(options).isEqualTo(RoadOptions.STANDARD.withWriteTimeout(Duration.ofMillis(700)));
    }

    @Test
    void zeroAndNonsenseLeaveOurOwnLimits() {
        mail.put("mail.smtp.timeout", "0");
        mail.put("mail.smtp.connectiontimeout", "-1");
        mail.put("mail.smtp.writetimeout", "soon");
        assertThat(SessionTimeouts.of(new SessionProperties(Session.getInstance(mail), "smtp")))
                .isEqualTo(RoadOptions.STANDARD);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void proxy() throws Exception {
        goesThroughAProxy(port -> {
            mail.put("mail.smtp.proxy.host", "127.0.0.1");
            mail.put("mail.smtp.proxy.port", port);
        });
    }

    /** {@code ferrypost.proxy} need not stand in a file: the Session may say it, as it may everything of ours. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void proxyOfOurOwnName() throws Exception {
        goesThroughAProxy(port -> mail.put("ferrypost.proxy", "127.0.0.1:" + port));
    }

    private void goesThroughAProxy(Consumer<String> named) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuse(proxy));
            named.accept(String.valueOf(proxy.getLocalPort()));
            assertThatThrownBy(() ->
                            send(sandbox, Map.of("ferrypost.endpoint.login", "https://login.microsoftonline.com")))
                    .isInstanceOf(MessagingException.class);
            assertThat(asked.get()).startsWith("CONNECT login.microsoftonline.com:443");
        }
    }

    private static String refuse(ServerSocket proxy) {
        try (Socket connection = proxy.accept()) {
            String line = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void dsnGoesWithTheEnvelope() throws Exception {
        mail.put("mail.smtp.dsn.ret", "HDRS");
        mail.put("mail.smtp.dsn.notify", "SUCCESS,FAILURE");
        Dsn dsn = dsnOf(smtpMessage());
        assertThat(dsn.ofMail(LINE)).isEqualTo(" RET=HDRS");
        assertThat(dsn.ofRecipient("a@x.example", LINE)).isEqualTo(" NOTIFY=SUCCESS,FAILURE");
    }

    @Test
    void dsnOfTheMessageIsNearer() throws Exception {
        mail.put("mail.smtp.dsn.ret", "HDRS");
        SMTPMessage message = smtpMessage();
        message.setReturnOption(SMTPMessage.RETURN_FULL);
        message.setNotifyOptions(SMTPMessage.NOTIFY_NEVER);
        Dsn dsn = dsnOf(message);
        assertThat(dsn.ofMail(LINE)).isEqualTo(" RET=FULL");
        assertThat(dsn.ofRecipient("a@x.example", LINE)).isEqualTo(" NOTIFY=NEVER");
    }

    @Test
    void mailextension() throws Exception {
        mail.put("mail.smtp.mailextension", "XFOO=1 envid=QQ314159 BODY=8BITMIME");
        assertThat(dsnOf(smtpMessage()).ofMail(LINE)).isEqualTo(" ENVID=QQ314159");
        SMTPMessage message = smtpMessage();
        message.setMailExtension("ENVID=other");
        assertThat(dsnOf(message).ofMail(LINE)).isEqualTo(" ENVID=other");
    }

    @Test
    void hostAndUserOfEveryProtocol() throws Exception {
        Map<String, String> settings = Ours.twoAccounts();
        mail.put("mail.host", Ours.HOST);
        mail.put("mail.user", "shopuser");
        try (Ours transport = Ours.of(Session.getInstance(mail), Ours.hold(settings, roads))) {
            transport.connect();
        }
        assertThat(roads.signIns).extracting(account -> account.mailbox()).containsExactly("shop@contoso.com");
    }

    /** Angus' sockets take no notice of an interrupt; a pool that is shut down must still get its last mail out. */
    @Test
    void anInterruptedThreadSendsByGraphAndStaysInterrupted() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Thread.currentThread().interrupt();
            send(sandbox, Map.of());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sandbox.delivered()).hasSize(1);
        } finally {
            Thread.interrupted();
        }
    }
}
