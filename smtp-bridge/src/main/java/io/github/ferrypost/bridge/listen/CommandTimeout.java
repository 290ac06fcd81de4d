package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a session waits for its client's next command. A client on another machine has one fixed time from
 * connecting to logging in, as with sshd's LoginGraceTime, so that connections that send nothing or keep talking do not
 * hold a slot for long. Immutable.
 */
final class CommandTimeout {
    private final ListenerLimits.Waits waits;
    private final LongSupplier nanoTime;
    private final long start;

    /** Starts the clock now. */
    CommandTimeout(ListenerLimits.Waits waits, LongSupplier nanoTime) {
        this.waits = waits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** The time left for the next command or the next line of a login; zero or negative if it has run out. */
    Duration forCommand(ClientIdentity client) {
        if (isTrusted(client)) {
            return waits.idle();
        }
        Duration left = waits.login().minusNanos(nanoTime.getAsLong() - start);
        return left.compareTo(waits.idle()) < 0 ? left : waits.idle();
    }

    /** Whether the client has used up its time to log in, at the precision of a socket timeout. */
    boolean isOver(ClientIdentity client) {
        return !isTrusted(client) && forCommand(client).toMillis() <= 1;
    }

    private static boolean isTrusted(ClientIdentity client) {
        return client.isLocal() || client.login().isPresent();
    }
}
