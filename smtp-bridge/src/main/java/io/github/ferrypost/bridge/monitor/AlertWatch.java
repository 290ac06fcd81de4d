package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.Stats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the queue for what no attempt reports: messages that wait too long, and dead or held messages that an
 * operator has settled, perhaps by a command in another process. For one thread.
 */
public final class AlertWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final Spool spool;
    private final Supplier<List<Account>> accounts;
    private final Supplier<Duration> queueAge;
    private final Alerts alerts;
    private final Clock clock;
    private Set<String> old = Set.of();
    private Set<String> missing = Set.of();
    private Set<String> dead;
    private Set<String> held;

    /**
     * @param accounts of the settings, now
     * @param queueAge from which a queued message counts as stuck, now
     */
    public AlertWatch(
            Spool spool, Supplier<List<Account>> accounts, Supplier<Duration> queueAge, Alerts alerts, Clock clock) {
        this.spool = spool;
        this.accounts = accounts;
        this.queueAge = queueAge;
        this.alerts = alerts;
        this.clock = clock;
        // the first look ends nothing
        Set<String> all = new HashSet<>();
        accounts.get().forEach(account -> all.add(Alert.account(account.name())));
        this.dead = all;
        this.held = all;
    }

    /** Call it every minute. */
    public void look() {
        Stats stats;
        try {
            stats = spool.stats();
        } catch (SpoolException | RuntimeException e) {
            LOG.debug("The queue cannot be read; its runner reports that", e);
            return;
        }
        Instant limit = clock.instant().minus(queueAge.get());
        Set<String> aged = new HashSet<>();
        for (Stats.Row row : stats.rows()) {
            if (isWaiting(row) && row.oldest().isBefore(limit)) {
                aged.add(Alert.account(row.account()));
            }
        }
        aged.stream().filter(account -> !old.contains(account)).forEach(account -> raise(account, stats));
        old.stream()
                .filter(account -> !aged.contains(account))
                .forEach(account -> LOG.info("The queue of account {} moves again", account));
        old = aged;
        alerts.retain(AlertKind.QUEUE_AGE, aged);
        lookForMissing(stats);
        dead = retain(AlertKind.DEAD, dead, accounts(stats, State.DEAD));
        held = retain(AlertKind.HELD, held, accounts(stats, State.HELD));
    }

    /** Messages of an account that the settings no longer have wait until it is back. */
    private void lookForMissing(Stats stats) {
        Set<String> known = new HashSet<>();
        accounts.get().forEach(account -> known.add(Alert.account(account.name())));
        Map<String, Long> waiting = new TreeMap<>();
        for (Stats.Row row : stats.rows()) {
            String account = Alert.account(row.account());
            if (isWaiting(row) && !known.contains(account)) {
                waiting.merge(account, row.count(), Long::sum);
            }
        }
        waiting.forEach((account, count) -> {
            if (!missing.contains(account)) {
                alerts.raise(Alert.of(
                                AlertKind.ACCOUNT_MISSING,
                                account,
                                count + " queued messages wait for the account " + account
                                        + ", which the settings do not have. Add it again, or remove the messages")
                        .withDetail(count + " messages"));
            }
        });
        missing.stream()
                .filter(account -> !waiting.containsKey(account))
                .forEach(account -> LOG.info("No message waits for the missing account {} any more", account));
        missing = Set.copyOf(waiting.keySet());
        alerts.retain(AlertKind.ACCOUNT_MISSING, missing);
    }

    private static boolean isWaiting(Stats.Row row) {
        return row.state() == State.QUEUED || row.state() == State.CLAIMED;
    }

    /** What is reported while the queue is read may be missing in what was read, so it is over at the second look. */
    private Set<String> retain(AlertKind kind, Set<String> before, Set<String> now) {
        Set<String> both = new HashSet<>(before);
        both.addAll(now);
        alerts.retain(kind, both);
        return now;
    }

    private void raise(String account, Stats stats) {
        List<Stats.Row> rows = stats.rows().stream()
                .filter(row -> Alert.account(row.account()).equals(account) && isWaiting(row))
                .toList();
        long count = rows.stream().mapToLong(Stats.Row::count).sum();
        Instant oldest =
                rows.stream().map(Stats.Row::oldest).min(Instant::compareTo).orElseThrow();
        alerts.raise(Alert.of(
                        AlertKind.QUEUE_AGE,
                        account,
                        "the queue of account " + account + " has " + count + " messages; the oldest arrived at "
                                + oldest + ", more than ferrypost.alert.queue-age ago")
                .withDetail(count + " messages, the oldest of " + oldest));
    }

    private static Set<String> accounts(Stats stats, State state) {
        Set<String> accounts = new HashSet<>();
        stats.rows().stream()
                .filter(row -> row.state() == state)
                .forEach(row -> accounts.add(Alert.account(row.account())));
        return accounts;
    }
}
