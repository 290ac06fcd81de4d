package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
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
        assertThat(status.verdict()).isEqualTo(Verdict.LATER);
        assertThat(status.blame()).isEqualTo(Blame.MAILBOX);
        assertThat(cloud.sandbox.requests().graphRequests())
                .as("it did not ask")
                .isEqualTo(5);
    }

    @Test
    void anInterruptedThreadStaysSoAndTheMessageIsForLater() {
        Thread.currentThread().interrupt();
        Status status = cloud.road().carry(Cloud365.mail(), cloud.account).first();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(status.verdict()).isEqualTo(Verdict.LATER);
        assertThat(cloud.sandbox.deliveredCount()).isZero();
    }
}
