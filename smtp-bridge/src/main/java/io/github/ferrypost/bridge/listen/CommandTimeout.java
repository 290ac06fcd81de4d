package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a session waits for its client. A client from another machine has one span from connecting to its login, as with
 * sshd's LoginGraceTime, so that connections that say nothing, or talk for ever, take nobody's place for long. Immutable.
 */
final class CommandTimeout {
    private final ListenerLimits.Waits waits;
    private final LongSupplier nanoTime;
    private final long start;

    /** Begins now. */
    CommandTimeout(ListenerLimits.Waits waits, LongSupplier nanoTime) {
        this.waits = waits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** For the next command or the next line of a login; zero or less when it is over. */
    Duration forCommand(ClientIdentity client) {
        if (isTrusted(client)) {
            return waits.idle();
        }
        Duration left = waits.login().minusNanos(nanoTime.getAsLong() - start);
        return left.compareTo(waits.idle()) < 0 ? left : waits.idle();
    }

    /** Whether the client has used up the time for its login, as exactly as a socket waits. */
    boolean isOver(ClientIdentity client) {
        return !isTrusted(client) && forCommand(client).toMillis() <= 1;
    }

    private static boolean isTrusted(ClientIdentity client) {
        return client.isLocal() || client.login().isPresent();
    }
}
