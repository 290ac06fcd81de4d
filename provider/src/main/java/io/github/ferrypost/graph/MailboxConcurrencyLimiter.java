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
 * Limits concurrent requests of one app for one mailbox to what Microsoft allows: waiting here costs nothing, while
 * an excess request is refused and still counts. If other programs use the same app and mailbox, a refusal lowers the
 * limit for a while. Safe for many threads.
 */
final class MailboxConcurrencyLimiter {
    /** Long enough not to disturb the other program with an excess request each minute. */
    private static final Duration QUIET_PERIOD = Duration.ofMinutes(2);

    private final int atOnce;
    private final Clock clock;
    private final Map<List<String>, AdaptiveLimit> mailboxes = new ConcurrentHashMap<>();

    MailboxConcurrencyLimiter(int atOnce, Clock clock) {
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /** The limit for the account's app and mailbox. */
    AdaptiveLimit of(Account account) {
        return mailboxes.computeIfAbsent(
                List.of(account.client(), account.mailbox().toLowerCase(Locale.ROOT)),
                key -> new AdaptiveLimit(atOnce, QUIET_PERIOD, clock));
    }
}
