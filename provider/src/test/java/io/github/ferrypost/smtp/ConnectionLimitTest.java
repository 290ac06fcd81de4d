package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.MutableClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that take fewer connections of a mailbox than the road would open. */
class ConnectionLimitTest {
    private final FakeTokens tokens = FakeTokens.numbered();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Outcome carry(SmtpRoad road, String recipient) {
        return road.carry(Fixture.mail(recipient), Fixture.account(server));
    }

    /** As many senders as clients of a bridge; all outcomes. */
    private List<Outcome> carry(SmtpRoad road, int messages, int senders) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(senders);
        List<Future<Outcome>> sent = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String recipient = "r" + i + "@x.example";
            sent.add(pool.submit(() -> carry(road, recipient)));
        }
        List<Outcome> all = new ArrayList<>();
        for (Future<Outcome> each : sent) {
            all.add(each.get());
        }
        pool.shutdown();
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 421 4.7.0 Too many connections from your host",
        "1, 421 4.7.0 Too many connections from your host",
        "2, 432 4.3.2 Concurrent connections limit exceeded.",
        "2, 421 4.3.2 The maximum number of concurrent connections has exceeded a limit",
        // no word about connections, but others of the same mailbox are open
        "2, 421 4.3.2 Service not available"
    })
    void C4_mailWaitsForAConnectionThatTheServerAllows(int allowed, String refusal) throws Exception {
        server.mostConnections = allowed;
        server.tooMany = refusal;
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            long begin = System.nanoTime();

            assertThat(carry(road, 300, 10)).allMatch(Outcome::isAccepted);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            assertThat(server.recipients).hasSize(300).doesNotHaveDuplicates();
            assertThat(server.connections).as("refused ones are not repeated").hasValueLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "DATA", "."})
    void C4_aRefusalForTooManyConnectionsInTheMiddleCostsTheMessageNothing(String where) {
        server.on(where, "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=x]");
        if (where.equals("MAIL")) {
            server.on("RCPT", "503 5.5.2 Need mail command").on("DATA", "503 5.5.2 Need mail command");
        }
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            assertThat(carry(road, "a@x.example").isAccepted()).isTrue();

            assertThat(server.recipients).containsExactly("a@x.example");
            assertThat(server.connections).hasValue(2);
            await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(1));
        }
    }

    @Test
    void C4_onlyAfterTheWaitTheMailboxIsDeferredWithoutAPauseOfItsOwn() {
        server.mostConnections = 0;
        try (SmtpRoad road =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withTurn(Duration.ofMillis(900)))) {
            Status status = carry(road, "a@x.example").first();

            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
            assertThat(status.retryAfter()).isEmpty();
            assertThat(status.reply().text()).contains("Too many connections from your host");
            // after 250 ms, after 500 more, and at the end
            assertThat(server.connections.get()).isBetween(2, 5);
        }
    }

    @Test
    void C4_aConnectionThatAnotherProgramHoldsIsWaitedFor() {
        server.mostConnections = 0;
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> carry(road, "a@x.example"));
            await().until(() -> server.connections.get() >= 2);

            server.mostConnections = 1;

            assertThat(waiting.join().isAccepted()).isTrue();
        }
    }

    @Test
    void C4_recipientsThatWereRefusedStaySoWhenTheRestIsSentOverAnotherConnection() {
        server.on("RCPT", "250 2.1.5 ok", "550 5.1.1 no such user")
                .on(".", "432 4.3.2 Concurrent connections limit exceeded.");
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            Outcome outcome = road.carry(Fixture.mail("a@x.example", "b@x.example"), Fixture.account(server));

            assertThat(outcome.recipients(Verdict.ACCEPTED)).containsExactly("a@x.example");
            assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly("b@x.example");
            assertThat(server.said("RCPT")).hasSize(3);
        }
    }

    /** A first refusal among several is the mailbox's, not the message's: a 421 at MAIL without such words defers. */
    @Test
    void a421WithoutSuchWordsAtMailIsNoQuestionOfConnections() {
        server.on("MAIL", "421 4.3.2 Service not available");
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            assertThat(carry(road, "a@x.example").first().blame()).isEqualTo(FailureScope.SESSION);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void C4_theLimitGrowsBackAfterSomeMinutes() throws Exception {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        SmtpConnectionPool berth = new SmtpConnectionPool(Fixture.limits(), clock);
        berth.enter(Duration.ZERO).orElseThrow().lower();
        berth.enter(Duration.ZERO).orElseThrow().lower();
        assertThat(turns(berth)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(3));
        assertThat(turns(berth)).isEqualTo(2);

        clock.advance(Duration.ofMinutes(3));
        assertThat(turns(berth)).isEqualTo(3);
    }

    private static int turns(SmtpConnectionPool berth) {
        List<io.github.ferrypost.util.AdaptiveLimit.Permit> held = new ArrayList<>();
        for (var permit = berth.enter(Duration.ZERO); permit.isPresent(); permit = berth.enter(Duration.ZERO)) {
            held.add(permit.get());
        }
        held.forEach(io.github.ferrypost.util.AdaptiveLimit.Permit::release);
        return held.size();
    }

    @Test
    void D1_anInterruptEndsNoWaitForATurnAndIsThereAfterwards() throws Exception {
        server.on(".", "PAUSE 400 250 2.0.0 OK", "PAUSE 300 250 2.0.0 OK");
        try (SmtpRoad road =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withLinksPerMailbox(1))) {
            CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> carry(road, "a@x.example"));
            await().until(() -> server.messages.size() == 1);
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Outcome> second = new CompletableFuture<>();
            Thread sender = new Thread(() -> {
                second.complete(carry(road, "b@x.example"));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            sender.start();
            await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
            sender.interrupt();

            await().until(() -> server.messages.size() == 2);
            // and once more in the middle of the last reply
            sender.interrupt();

            assertThat(second.get().isAccepted()).isTrue();
            assertThat(flag.get()).isTrue();
            assertThat(first.get().isAccepted()).isTrue();
        }
    }

    @Test
    void D1_anInterruptEndsNoPauseBetweenAttemptsToConnect() throws Exception {
        server.mostConnections = 0;
        try (SmtpRoad road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            Thread sender = new Thread(() -> outcome.complete(carry(road, "a@x.example")));
            sender.start();
            await().until(() -> server.connections.get() >= 1);
            sender.interrupt();
            await().until(() -> server.connections.get() >= 3);

            server.mostConnections = 1;

            assertThat(outcome.get().isAccepted()).isTrue();
        }
    }
}
