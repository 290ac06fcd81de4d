package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets no more requests of one app for one mailbox be under way than Microsoft allows: waiting here costs nothing, while a
 * request too many is refused and counts against the limit all the same. First come, first served. Safe for many threads.
 */
final class Turns {
    /** A turn that is held until it is ended. */
    interface Turn {
        void end();
    }

    private final int atOnce;
    private final Duration patience;
    private final Map<List<String>, Semaphore> mailboxes = new ConcurrentHashMap<>();

    Turns(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /** Nothing where no turn came up in time, or the thread was interrupted; it is so again afterwards. */
    Optional<Turn> take(Account account) {
        Semaphore mailbox = mailboxes.computeIfAbsent(
                List.of(account.client(), account.mailbox().toLowerCase(Locale.ROOT)),
                key -> new Semaphore(atOnce, true));
        try {
            return mailbox.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(mailbox::release)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
