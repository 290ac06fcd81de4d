package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEC1: a process whose classes are broken reported every attempt as a failure of the network, and stayed up. */
class GuardedRoadsTest {
    private final List<Throwable> ends = new ArrayList<>();

    @Test
    void anAttemptThatShowsABrokenProcessEndsIt() {
        for (Error error : List.of(
                new NoClassDefFoundError("Could not initialize class sun.security.ssl.SSLSocketImpl"),
                new ExceptionInInitializerError(),
                new InternalError("a fault in Java"))) {
            assertThatThrownBy(() -> attempt(error)).isSameAs(error);
            assertThat(ends).last().isSameAs(error);
        }
    }

    @Test
    void anErrorOfOneMessageDoesNot() {
        for (Throwable error : List.of(
                new OutOfMemoryError("Java heap space"), new StackOverflowError(), new IllegalStateException("x"))) {
            assertThatThrownBy(() -> attempt(error)).isSameAs(error);
        }
        assertThat(ends).isEmpty();
    }

    private void attempt(Throwable error) {
        try (Roads roads =
                new GuardedRoads(new Broken(error), new EssentialThreads((thread, cause) -> ends.add(cause)))) {
            roads.carry(null, null);
        }
    }

    private static final class Broken extends StatelessRoads {
        private final Throwable error;

        Broken(Throwable error) {
            this.error = error;
        }

        @Override
        public Outcome carry(Submission submission, Account account) {
            if (error instanceof Error thrown) {
                throw thrown;
            }
            throw (RuntimeException) error;
        }

        @Override
        public Status signIn(Account account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long largest(Account account) {
            throw new UnsupportedOperationException();
        }
    }
}
