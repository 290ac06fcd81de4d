package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queued mail of an account that the settings lose while the bridge runs. */
class MissingAccountTest {
    private static final Duration GIVE_UP = Duration.ofDays(2);
    private static final Status BUSY = Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "busy"));
    private static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "Accepted"));

    @TempDir
    private Path folder;

    @Test
    void itWaitsBeyondTheTimeToGiveUpWithAReasonAndGoesWhenTheAccountIsBack() throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            queue.answers(BUSY);
            queue.send("a@example.org");
            queue.untilIdle();
            queue.removeAccount();
            queue.asked.clear();
            queue.pass(GIVE_UP.multipliedBy(3));

            assertThat(queue.asked).isEmpty();
            assertThat(queue.reports).as("no one gets a bounce").isEmpty();
            Entry waiting = queue.only();
            assertThat(waiting.state()).isEqualTo(State.QUEUED);
            assertThat(waiting.recipients().get(0).last().orElseThrow().reply().toString())
                    .contains("The settings have no account without a name", "Add the account again");

            queue.answers(ACCEPTED);
            queue.addAccount();
            queue.untilIdle();
            assertThat(queue.entries()).isEmpty();
            assertThat(queue.asked).as("at once").hasSize(1);
        }
    }

    @Test
    void whatMayHaveArrivedStaysInDoubt() throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            queue.answers(Status.inDoubt(Reply.of(451, "4.4.2", "the answer was lost")));
            queue.send("a@example.org");
            queue.untilIdle();
            assertThat(queue.only().inDoubt()).isTrue();
            queue.removeAccount();
            queue.pass(Duration.ofDays(1));
            assertThat(queue.only().inDoubt()).isTrue();
            assertThat(queue.only().doubts()).as("no attempt was made").isEqualTo(1);
        }
    }

    @Test
    void anOpenCircuitBreakerClosesWithANewCredential() throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            queue.answers(Status.never(FailureScope.ACCOUNT, Reply.of(535, "5.7.3", "the secret has expired")));
            for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
                queue.send("a" + i + "@example.org");
                queue.untilIdle();
            }
            int asked = queue.asked.size();
            queue.answers(ACCEPTED);
            queue.addAccount();
            queue.untilIdle();
            assertThat(queue.entries()).isEmpty();
            assertThat(queue.asked).hasSize(asked + CircuitBreaker.THRESHOLD);
        }
    }
}
