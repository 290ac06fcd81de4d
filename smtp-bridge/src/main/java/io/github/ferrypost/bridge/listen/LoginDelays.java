package io.github.ferrypost.bridge.listen;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down password guessing. Each failed login from an address is answered after a longer delay than the one before,
 * and the answers go out one after another, however many connections the address has. A correct password is accepted at
 * once, so a device with an old password does not slow down others behind the same address. Only while more failures
 * are pending than fit into {@link #PATIENCE} does the bridge check no login from that address. Safe for use by many
 * threads.
 */
final class LoginDelays {
    /** The longest delay between two answers to one address: that of Dovecot's auth penalty. */
    static final Duration LONGEST = Duration.ofSeconds(15);
    /** How long an answer waits at most for those before it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** After this long without a failure, an address starts with the first delay again. */
    static final Duration FORGOTTEN = Duration.ofMinutes(15);
    /** How many addresses are remembered; the one whose last failure is oldest is dropped first. */
    static final int ADDRESSES = 10_000;

    private static final class Penalty {
        private int failures;
        private int beingChecked;
        private long next;
        private long last;
    }

    private long first;
    private final LongSupplier nanoTime;
    private final Map<AddressBlock, Penalty> penalties = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AddressBlock, Penalty> eldest) {
            return size() > ADDRESSES;
        }
    };

    /** @param first the delay after the first failure; doubles with each further one */
    LoginDelays(Duration first, LongSupplier nanoTime) {
        this.first = first.toNanos();
        this.nanoTime = nanoTime;
    }

    /** From now on, the delay after the first failure. */
    synchronized void first(Duration newFirst) {
        first = newFirst.toNanos();
    }

    /**
     * Whether a login from this address may be checked now. If so, the caller ends the check with {@link #right} or
     * {@link #wrong}.
     */
    synchronized boolean mayTry(InetAddress client) {
        long now = nanoTime.getAsLong();
        Penalty penalty = penalties.computeIfAbsent(AddressBlock.of(client), block -> fresh(now));
        if (penalty.beingChecked == 0 && now - penalty.last > FORGOTTEN.toNanos()) {
            penalty.failures = 0;
        }
        long waiting = Math.max(0, penalty.next - now) + penalty.beingChecked * delay(penalty.failures);
        if (waiting > PATIENCE.toNanos()) {
            return false;
        }
        penalty.beingChecked++;
        return true;
    }

    private static Penalty fresh(long now) {
        Penalty penalty = new Penalty();
        penalty.next = now;
        penalty.last = now;
        return penalty;
    }

    synchronized void right(InetAddress client) {
        Penalty penalty = penalties.get(AddressBlock.of(client));
        if (penalty != null) {
            penalty.beingChecked = Math.max(0, penalty.beingChecked - 1);
            if (penalty.failures == 0 && penalty.beingChecked == 0) {
                penalties.remove(AddressBlock.of(client));
            }
        }
    }

    /** Records a failure; returns how long to wait before answering it. */
    synchronized Duration wrong(InetAddress client) {
        long now = nanoTime.getAsLong();
        Penalty penalty = penalties.computeIfAbsent(AddressBlock.of(client), block -> fresh(now));
        penalty.beingChecked = Math.max(0, penalty.beingChecked - 1);
        penalty.failures++;
        penalty.last = now;
        penalty.next = Math.max(now, penalty.next) + delay(penalty.failures);
        return Duration.ofNanos(penalty.next - now);
    }

    private long delay(int failures) {
        if (failures == 0) {
            return 0;
        }
        return Math.min(LONGEST.toNanos(), first << Math.min(failures - 1, 20));
    }
}
