package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphTurnsTest {
    private final Cloud365 cloud = new Cloud365(Sandbox.builder().serviceTime(Duration.ofMillis(20)));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        cloud.close();
        threads.shutdownNow();
    }

    @Test
    void rivalPassesMicrosoftsRefusalsOnToItsClients() throws Exception {
        GraphRoad road = cloud.road();
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(threads.submit(() -> road.carry(Cloud365.mail(), cloud.account)));
        }
        for (Future<Outcome> outcome : outcomes) {
            assertThat(outcome.get().isAccepted()).isTrue();
        }
        assertThat(cloud.sandbox.requests().maxConcurrentGraph(Sandbox.MAILBOX)).isEqualTo(4);
        assertThat(cloud.sandbox.requests().graphRequests()).isEqualTo(40);
    }

    @Test
    void rivalLetsOneSlowCallBlockEverybodyOneMailboxHoldsUpNoOther() throws Exception {
        cloud.sandbox.faults().always(Target.GRAPH_SEND, Fault.stall().forMailbox(Sandbox.MAILBOX));
        Account other = Account.of(
                        cloud.account.tenant(),
                        cloud.account.client(),
                        cloud.account.credential(),
                        "other@contoso.example")
                .withEndpoints(cloud.account.endpoints());
        cloud.sandbox.directory().addMailbox("other@contoso.example").sendAs(Sandbox.MAILBOX);
        GraphRoad road = cloud.road(GraphOptions.standard().withPatience(Duration.ofMillis(50)));
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> road.carry(Cloud365.mail(), cloud.account));
        }
        await().until(() -> cloud.sandbox.requests().maxConcurrentGraph(Sandbox.MAILBOX) == 4);

        assertThat(road.carry(Cloud365.mail(), other).isAccepted()).isTrue();
        Status status = road.carry(Cloud365.mail(), cloud.account).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(cloud.sandbox.requests().graphRequests())
                .as("it did not ask")
                .isEqualTo(5);
    }

    @Test
    void D1_aThreadThatIsInterruptedSendsAllTheSame() {
        Thread.currentThread().interrupt();
        Outcome outcome = cloud.road().carry(Cloud365.mail(), cloud.account);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
        assertThat(cloud.sandbox.deliveredCount()).isEqualTo(1);
    }

    private List<Outcome> carry(int mails, GraphRoad... roads) throws Exception {
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            GraphRoad road = roads[i % roads.length];
            outcomes.add(threads.submit(() -> road.carry(Cloud365.mail(), cloud.account)));
        }
        List<Outcome> ended = new ArrayList<>();
        for (Future<Outcome> outcome : outcomes) {
            ended.add(outcome.get());
        }
        return ended;
    }

    @Test
    void C4_twoProgramsThatShareAMailboxSendEverything() throws Exception {
        List<Outcome> outcomes = carry(60, cloud.road(), cloud.road());
        assertThat(outcomes).allMatch(Outcome::isAccepted);
        assertThat(cloud.sandbox.deliveredCount()).isEqualTo(60);
        assertThat(refusals()).isPositive();
    }

    private long refusals() {
        return cloud.sandbox.requests().log().stream()
                .filter(request -> request.status() == 429)
                .count();
    }

    @Test
    void C4_aSmallerLimitThanOursIsFoundAndKept() throws Exception {
        try (Cloud365 narrow = new Cloud365(Sandbox.builder()
                .serviceTime(Duration.ofMillis(20))
                .limits(Limits.withoutRate().graphConcurrency(2)))) {
            GraphRoad road = narrow.road();
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                outcomes.add(threads.submit(() -> road.carry(Cloud365.mail(), narrow.account)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get().isAccepted()).isTrue();
            }
            assertThat(narrow.sandbox.requests().log())
                    .filteredOn(request -> request.status() == 429)
                    .as("after a refusal or two no more requests at once")
                    .hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void C4_onlyWhenThePatienceIsOverTheMessageIsForLater() {
        String body = "{\"error\":{\"code\":\"ApplicationThrottled\",\"message\":\"Application is over its"
                + " MailboxConcurrency limit.\"}}";
        cloud.sandbox.faults().always(Target.GRAPH_SEND, Fault.status(429).body(body));
        List<Duration> waits = new ArrayList<>();
        GraphRoad road =
                new GraphRoad(cloud.tokens(), cloud.clients(), GraphOptions.standard(), Clock.systemUTC(), waits::add);
        Status status = road.carry(Cloud365.mail(), cloud.account).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(status.retryAfter()).isEmpty();
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(waits.subList(0, 4)).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L);
    }

    @Test
    void C4_aRetryAfterBeyondThePatienceIsPassedOnAtOnce() {
        cloud.sandbox
                .faults()
                .always(
                        Target.GRAPH_SEND,
                        Fault.status(429).code("MailboxConcurrency").retryAfter(60));
        Status status = cloud.road().carry(Cloud365.mail(), cloud.account).first();
        assertThat(status.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(refusals()).isEqualTo(1);
    }

    @Test
    void anOtherRefusalForTooManyRequestsIsNotRepeatedHere() {
        cloud.sandbox.faults().always(Target.GRAPH_SEND, Fault.status(429).code("TooManyRequests"));
        assertThat(cloud.road().carry(Cloud365.mail(), cloud.account).first().verdict())
                .isEqualTo(Verdict.TRANSIENT);
        assertThat(refusals()).isEqualTo(1);
    }
}
