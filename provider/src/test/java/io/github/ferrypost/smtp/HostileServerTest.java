package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody on the way can do before TLS. */
@Timeout(60)
class HostileServerTest {
    /** Says something, and then one thing for as long as the client listens. */
    private static final class EndlessServer implements AutoCloseable {
        final AtomicLong sent = new AtomicLong();
        private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String first;
        private final String endless;
        private final Duration pause;

        /** @param pause between two repetitions */
        EndlessServer(String first, String endless, Duration pause) throws IOException {
            this.first = first;
            this.endless = endless;
            this.pause = pause;
            Thread thread = new Thread(this::serve, "endless-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (Socket socket = listener.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write(first.getBytes(StandardCharsets.US_ASCII));
                if (!first.isEmpty()) {
                    InputStream in = socket.getInputStream();
                    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                        assertThat(octet).isNotNegative();
                    }
                }
                byte[] more = endless.getBytes(StandardCharsets.US_ASCII);
                while (sent.get() < 500_000_000) {
                    out.write(more);
                    sent.addAndGet(more.length);
                    if (!pause.isZero()) {
                        synchronized (this) {
                            wait(pause.toMillis());
                        }
                    }
                }
            } catch (IOException | InterruptedException e) {
                // the client has had enough
            }
        }

        Account account() {
            return Account.of("contoso.example", "client", Credential.secret("s"), Fixture.SENDER)
                    .withEndpoints(Endpoints.of(Cloud.GLOBAL).withSmtp("127.0.0.1", listener.getLocalPort()));
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static Status signIn(EndlessServer server, SmtpLimits limits) {
        try (SmtpRoad road = new SmtpRoad(FakeTokens.numbered(), Clock.systemUTC(), limits)) {
            return road.signIn(server.account());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"220-go on\r\n", "x", "220 ", "\r", "220-\n"})
    void SEC11_aGreetingWithoutEndIsEndedHere(String endless) throws IOException {
        try (EndlessServer server = new EndlessServer("", endless.repeat(1000), Duration.ZERO)) {
            Status status = signIn(server, Fixture.limits());

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
            assertThat(status.reply().detail().orElseThrow()).contains("of more than");
            assertThat(server.sent.get()).isLessThan(20_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"250-XTENSION\r\n", "250-X"})
    void SEC11_anEhloReplyWithoutEndIsEndedHere(String endless) throws IOException {
        try (EndlessServer server = new EndlessServer("220 ready\r\n", endless.repeat(1000), Duration.ZERO)) {
            Status status = signIn(server, Fixture.limits());

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().detail().orElseThrow()).contains("of more than");
        }
    }

    /** A time-out for each read would never end here. */
    @Test
    void SEC11_aReplyThatTricklesIsEndedByItsDeadline() throws IOException {
        try (EndlessServer server = new EndlessServer("", "220-x\r\n", Duration.ofMillis(20))) {
            Status status = signIn(server, Fixture.limits().withReply(Duration.ofMillis(300)));

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().detail().orElseThrow()).contains("timed out");
        }
    }

    @Test
    void aReplyInManyLongLinesIsRead() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                SmtpRoad road = new SmtpRoad(FakeTokens.numbered(), Clock.systemUTC(), Fixture.limits())) {
            server.on("", ("220-" + "w".repeat(2000) + "\r\n").repeat(20) + "220 ready");

            assertThat(road.signIn(Fixture.account(server)).isAccepted()).isTrue();
        }
    }

    /** Commands that an attacker puts behind the reply to STARTTLS must not be read as the server's (CVE-2011-0411). */
    @Test
    void whatIsSentInClearBehindTheReplyToStartTlsEndsTheSession() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                SmtpRoad road = new SmtpRoad(FakeTokens.numbered(), Clock.systemUTC(), Fixture.limits())) {
            server.on("STARTTLS", "220 2.0.0 go ahead\r\n250 injected");

            Status status = road.signIn(Fixture.account(server));

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().text()).contains("more than its reply to STARTTLS");
            assertThat(server.said("AUTH")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 250 hello, out of step",
        "'', HTTP/1.1 400 Bad Request, HTTP/1.1 400",
        "EHLO, 220 hello, out of step",
        "STARTTLS, 250 fine, out of step",
        "TOKEN, 250 fine, out of step"
    })
    void aPositiveReplyInTheWrongPlaceIsNoSuccess(String where, String reply, String detail) throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                SmtpRoad road = new SmtpRoad(FakeTokens.numbered(), Clock.systemUTC(), Fixture.limits())) {
            server.on(where, reply);

            Status status = road.signIn(Fixture.account(server));

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().detail().orElseThrow()).contains(detail);
        }
    }
}
