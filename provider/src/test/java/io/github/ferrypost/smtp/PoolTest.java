package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
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

/** How links are shared, kept and given up. */
class PoolTest {
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

    private SmtpRoad road(SmtpLimits limits) {
        return new SmtpRoad(tokens, Clock.systemUTC(), limits);
    }

    private Outcome carry(SmtpRoad road) {
        return road.carry(Fixture.mail("a@x.example"), Fixture.account(server));
    }

    @Test
    void aWarmLinkCarriesTheNextMessageWithoutAnythingBetween() {
        try (SmtpRoad road = road(Fixture.limits())) {
            carry(road);
            server.commands.clear();
            assertThat(carry(road).isAccepted()).isTrue();

            assertThat(server.commands.stream().map(command -> command.split(" ", -1)[0]))
                    .containsExactly("MAIL", "RCPT", "DATA");
        }
    }

    @Test
    void twentySendersShareThreeLinksAndNoneIsRefused() throws Exception {
        try (Sandbox sandbox =
                        Sandbox.builder().serviceTime(Duration.ofMillis(10)).start();
                SmtpRoad road = new SmtpRoad(
                        new FakeTokens(() -> sandbox.smtpToken(sandbox.app(), Duration.ofHours(1))),
                        Clock.systemUTC(),
                        Fixture.limits().withMessagesPerLink(7))) {
            Account account = Fixture.account(sandbox);
            ExecutorService senders = Executors.newFixedThreadPool(20);
            List<Future<Outcome>> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String recipient = "r" + i + "@x.example";
                sent.add(senders.submit(() -> road.carry(Fixture.mail(recipient), account)));
            }
            for (Future<Outcome> each : sent) {
                assertThat(each.get().isAccepted()).as("%s", each.get()).isTrue();
            }
            senders.shutdown();

            assertThat(sandbox.deliveredCount()).isEqualTo(200);
            assertThat(sandbox.delivered().stream().flatMap(mail -> mail.recipients().stream()))
                    .doesNotHaveDuplicates();
            assertThat(sandbox.requests().maxConcurrentSmtp(Fixture.SENDER)).isEqualTo(3);
        }
    }

    @Test
    void whoeverWaitsTooLongForALinkIsToldSo() throws Exception {
        server.on(".", ScriptedServer.HANG);
        SmtpLimits limits = Fixture.limits().withLinksPerMailbox(1).withTurn(Duration.ofMillis(100));
        try (SmtpRoad road = road(limits)) {
            CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> carry(road));
            await().until(() -> server.messages.size() == 1);

            Status second = carry(road).first();

            assertThat(second.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(second.blame()).isEqualTo(FailureScope.MAILBOX);
            assertThat(server.connections).hasValue(1);
            server.hangUp();
            assertThat(first.get().first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        }
    }

    @Test
    void aSlowMailboxDoesNotHoldUpAnother() throws Exception {
        try (ScriptedServer slow = new ScriptedServer();
                SmtpRoad road = road(Fixture.limits().withLinksPerMailbox(1))) {
            slow.on(".", ScriptedServer.HANG);
            CompletableFuture<Outcome> stuck =
                    CompletableFuture.supplyAsync(() -> road.carry(Fixture.mail("a@x.example"), Fixture.account(slow)));
            await().until(() -> slow.messages.size() == 1);

            assertThat(carry(road).isAccepted()).isTrue();
            assertThat(stuck).isNotDone();
        }
    }

    @Test
    void anIdleLinkThatTheServerClosedIsReplacedSilently() throws Exception {
        try (SmtpRoad road = road(Fixture.limits())) {
            carry(road);
            server.hangUp();

            assertThat(carry(road).isAccepted()).isTrue();
            assertThat(server.connections).hasValue(2);
            assertThat(server.messages).hasSize(2);
        }
    }

    @Test
    void N3_theIdleLinkOfAForgottenAccountIsClosed() throws Exception {
        try (SmtpRoad road = road(Fixture.limits())) {
            carry(road);
            road.forget(Fixture.account(server).withName("another"));
            carry(road);
            assertThat(server.connections).hasValue(1);

            road.forget(Fixture.account(server));
            carry(road);
            assertThat(server.connections).hasValue(2);
            assertThat(server.commands).contains("QUIT");
        }
    }

    @Test
    void aLinkThatDiedAfterASignInIsReplacedToo() throws Exception {
        try (SmtpRoad road = road(Fixture.limits())) {
            road.signIn(Fixture.account(server));
            server.hangUp();

            assertThat(carry(road).isAccepted()).isTrue();
            server.hangUp();
            assertThat(road.signIn(Fixture.account(server)).isAccepted()).isTrue();
            assertThat(server.connections).hasValue(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 421 4.4.1 Connection timed out",
        "MAIL, 530 5.7.57 Client not authenticated",
        "MAIL, 503 5.5.2 Sender already specified",
        "MAIL, DROP",
        "RCPT, DROP",
        "DATA, DROP"
    })
    void aLinkThatTheServerGaveUpIsReplacedOnce(String where, String reply) {
        try (SmtpRoad road = road(Fixture.limits())) {
            carry(road);
            server.on(where, reply);

            assertThat(carry(road).isAccepted()).isTrue();
            assertThat(server.connections).hasValue(2);

            server.on(where, reply, reply);
            assertThat(carry(road).isAccepted()).isFalse();
            assertThat(server.connections).hasValue(3);
        }
    }

    @Test
    void aReusedLinkThatDiesAfterTheFinalDotIsDoubtAndNotTriedAgain() {
        try (SmtpRoad road = road(Fixture.limits())) {
            carry(road);
            server.on(".", ScriptedServer.DROP);

            assertThat(carry(road).first().verdict()).isEqualTo(Verdict.IN_DOUBT);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void aLinkIsClosedAfterItsShareOfMessages() {
        try (SmtpRoad road = road(Fixture.limits().withMessagesPerLink(2))) {
            for (int i = 0; i < 5; i++) {
                assertThat(carry(road).isAccepted()).isTrue();
            }
            assertThat(server.connections).hasValue(3);
            assertThat(server.said("QUIT")).hasSize(2);
        }
    }

    @Test
    void aLinkThatHasLainIdleTooLongIsNotUsed() {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        try (SmtpRoad road = new SmtpRoad(tokens, clock, Fixture.limits())) {
            carry(road);
            clock.advance(Duration.ofSeconds(59));
            carry(road);
            assertThat(server.connections).hasValue(1);

            clock.advance(Duration.ofSeconds(60));
            carry(road);
            assertThat(server.connections).hasValue(2);
            assertThat(server.said("QUIT")).hasSize(1);
        }
    }

    @Test
    void idleLinksAreClosedInTheBackgroundAndThenNoThreadIsLeft() {
        try (SmtpRoad road = road(Fixture.limits().withIdle(Duration.ofMillis(100)))) {
            carry(road);
            assertThat(timers()).isNotEmpty();

            await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(1));
            await().untilAsserted(() -> assertThat(timers()).isEmpty());
            assertThat(carry(road).isAccepted()).isTrue();
        }
    }

    @Test
    void ofTooManyIdleLinksTheLongestIdleAreClosed() {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        try (SmtpRoad road = new SmtpRoad(tokens, clock, Fixture.limits().withIdleLinks(2))) {
            for (String mailbox : List.of("one", "two", "three")) {
                Account account = Fixture.account(server, mailbox + "@contoso.example");
                assertThat(road.carry(Fixture.mail("a@x.example"), account).isAccepted())
                        .isTrue();
                clock.advance(Duration.ofSeconds(3));
            }
            await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(1));

            road.carry(Fixture.mail("a@x.example"), Fixture.account(server, "two@contoso.example"));
            assertThat(server.connections).as("the second is warm").hasValue(3);
            road.carry(Fixture.mail("a@x.example"), Fixture.account(server, "one@contoso.example"));
            assertThat(server.connections).as("the first was closed").hasValue(4);
        }
    }

    @Test
    void aLinkThatWasUsedJustNowIsNotAmongTheIdle() {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        try (SmtpRoad road = new SmtpRoad(tokens, clock, Fixture.limits().withIdleLinks(0))) {
            carry(road);
            clock.advance(Duration.ofSeconds(3));
            Account inUse = Fixture.account(server, "two@contoso.example");
            road.carry(Fixture.mail("a@x.example"), inUse);
            await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(1));

            road.carry(Fixture.mail("a@x.example"), inUse);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void ofConnectionsUsedJustNowTooTheNumberIsLimited() {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        try (SmtpRoad road = new SmtpRoad(tokens, clock, Fixture.limits().withIdleLinks(0))) {
            for (int i = 0; i < 20; i++) {
                Account account = Fixture.account(server, "mailbox" + i + "@contoso.example");
                road.carry(Fixture.mail("a@x.example"), account);
                clock.advance(Duration.ofMillis(1));
            }

            await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(4));
        }
    }

    @Test
    void closingLeavesNeitherLinksNorThreads() {
        SmtpRoad road = road(Fixture.limits());
        carry(road);

        road.close();

        assertThat(server.said("QUIT")).hasSize(1);
        await().untilAsserted(() -> assertThat(timers()).isEmpty());
        assertThat(carry(road).first().verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void whatIsUnderWayWhenTheRoadIsClosedEndsWellAndItsLinkIsClosed() {
        server.on(".", "PAUSE 300 250 2.0.0 OK");
        SmtpRoad road = road(Fixture.limits());
        CompletableFuture<Outcome> underWay = CompletableFuture.supplyAsync(() -> carry(road));
        await().until(() -> server.messages.size() == 1);

        road.close();

        assertThat(underWay.join().isAccepted()).isTrue();
        await().untilAsserted(() -> assertThat(server.said("QUIT")).hasSize(1));
    }

    @Test
    void twoAppsOfOneMailboxShareItsLimitButNotTheirLinks() {
        Account first = Fixture.account(server);
        Account second = Account.of("contoso.example", "other", Credential.secret("s"), "NoReply@contoso.example")
                .withEndpoints(first.endpoints());
        try (SmtpRoad road = road(Fixture.limits().withLinksPerMailbox(1))) {
            road.carry(Fixture.mail("a@x.example"), first);
            road.carry(Fixture.mail("a@x.example"), second);

            assertThat(server.connections).hasValue(2);
            assertThat(server.said("QUIT")).hasSize(1);
        }
    }

    private static List<Thread> timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ferrypost-smtp-links"))
                .toList();
    }
}
