package io.github.ferrypost.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.sandbox.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DraftCleanupTest {
    private static final Account ONE = Account.of("t", "c", Credential.secret("s"), "one@contoso.example");
    private static final Account TWO = Account.of("t", "c", Credential.secret("s"), "two@contoso.example");
    private static final Submission MAIL =
            new Submission(Envelope.of("one@contoso.example", List.of("x@example.org")), ByteSource.of(new byte[0]));

    private static final Outcome ACCEPTED = Outcome.all(
            List.of("x@example.org"), Status.accepted(Reply.of(250, "2.0.0", "OK")), RoadName.GRAPH.key(), "");

    private final List<Account> swept = new CopyOnWriteArrayList<>();
    private final List<Boolean> daemons = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    private final class Sweepable extends FixedRoad {
        Sweepable() {
            super(RoadName.GRAPH, ACCEPTED, new CopyOnWriteArrayList<>());
        }

        @Override
        public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
            assertThat(queue).isEmpty();
            daemons.add(Thread.currentThread().isDaemon());
            DraftCleanupTest.this.swept.add(account);
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("whatever happens here");
        }
    }

    private Roads roads(Clock clock) {
        return Roads.choosingWithoutQueue(List.of(new Sweepable()), System.Logger.Level.DEBUG, clock);
    }

    @Test
    void eachAccountIsSweptOnceInTheBackgroundAndNoMailWaitsForIt() {
        try (Roads roads = roads(Clock.systemUTC())) {
            for (Account account : List.of(ONE, ONE, TWO, ONE)) {
                assertThat(roads.carry(MAIL, account).isAccepted()).isTrue();
            }
            await().until(() -> swept.size() == 2);
            released.countDown();
            assertThat(roads.carry(MAIL, ONE).isAccepted()).isTrue();
            assertThat(swept).containsExactlyInAnyOrder(ONE, TWO);
            assertThat(daemons).containsOnly(true);
        }
    }

    @Test
    void aProgramThatRunsForLongSweepsAgainTheNextDay() {
        released.countDown();
        MutableClock clock = MutableClock.running();
        try (Roads roads = roads(clock)) {
            roads.carry(MAIL, ONE);
            clock.advance(Duration.ofHours(25));
            roads.carry(MAIL, ONE);
            await().until(() -> swept.size() == 2);
        }
    }
}
