package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.util.AdaptiveLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets no more requests of one app for one mailbox be under way than Microsoft allows: waiting here costs nothing, while a
 * request too many is refused and counts against the limit all the same. Where others use the app and the mailbox too, a
 * refusal lowers the limit for a while. Safe for many threads.
 */
final class MailboxConcurrencyLimiter {
    /** Long enough not to disturb the other program with a request too many each minute. */
    private static final Duration QUIET_PERIOD = Duration.ofMinutes(2);

    private final int atOnce;
    private final Clock clock;
    private final Map<List<String>, AdaptiveLimit> mailboxes = new ConcurrentHashMap<>();

    MailboxConcurrencyLimiter(int atOnce, Clock clock) {
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /** The limit of the account's app and mailbox. */
    AdaptiveLimit of(Account account) {
        return mailboxes.computeIfAbsent(
                List.of(account.client(), account.mailbox().toLowerCase(Locale.ROOT)),
                key -> new AdaptiveLimit(atOnce, QUIET_PERIOD, clock));
    }
}
