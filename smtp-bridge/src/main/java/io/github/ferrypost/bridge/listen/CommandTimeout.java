package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a session waits for its client's next command. A client that has to log in has one fixed time from
 * connecting to logging in, as with sshd's LoginGraceTime, so that connections that send nothing or keep talking do not
 * hold a slot for long. Used by the session's thread.
 */
final class CommandTimeout {
    private final Supplier<SessionContext> around;
    private final LongSupplier nanoTime;
    private final long start;

    /** Starts the clock now. */
    CommandTimeout(Supplier<SessionContext> around, LongSupplier nanoTime) {
        this.around = around;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** The time left for the next command or the next line of a login; zero or negative if it has run out. */
    Duration forCommand(ClientIdentity client) {
        ListenerLimits.Waits waits = around.get().limits().waits();
        if (mayTakeItsTime(client)) {
            return waits.idle();
        }
        Duration left = waits.login().minusNanos(nanoTime.getAsLong() - start);
        return left.compareTo(waits.idle()) < 0 ? left : waits.idle();
    }

    /** Whether the client has used up its time to log in, at the precision of a socket timeout. */
    boolean isOver(ClientIdentity client) {
        return !mayTakeItsTime(client) && forCommand(client).toMillis() <= 1;
    }

    /** Whether the client needs no login any more. */
    private boolean mayTakeItsTime(ClientIdentity client) {
        return around.get().admission().isPatientWith(client);
    }
}
