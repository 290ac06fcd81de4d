package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How long a session waits for its client's next command. A client that has to log in has one fixed time from
 * connecting to logging in, as with sshd's LoginGraceTime, so that connections that send nothing or keep talking do not
 * hold a slot for long. Immutable.
 */
final class CommandTimeout {
    private final ListenerLimits.Waits waits;
    private final Predicate<ClientIdentity> trusted;
    private final LongSupplier nanoTime;
    private final long start;

    /**
     * Starts the clock now.
     *
     * @param trusted whether the client needs no login any more
     */
    CommandTimeout(ListenerLimits.Waits waits, Predicate<ClientIdentity> trusted, LongSupplier nanoTime) {
        this.waits = waits;
        this.trusted = trusted;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** The time left for the next command or the next line of a login; zero or negative if it has run out. */
    Duration forCommand(ClientIdentity client) {
        if (trusted.test(client)) {
            return waits.idle();
        }
        Duration left = waits.login().minusNanos(nanoTime.getAsLong() - start);
        return left.compareTo(waits.idle()) < 0 ? left : waits.idle();
    }

    /** Whether the client has used up its time to log in, at the precision of a socket timeout. */
    boolean isOver(ClientIdentity client) {
        return !trusted.test(client) && forCommand(client).toMillis() <= 1;
    }
}
