package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.Stats;
import io.github.ferrypost.token.Expiry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics that are read when they are scraped: queue, circuit breakers, expiry dates. */
final class Gauges {
    private static final List<Meter> OF_ACCOUNTS = List.of(Meter.PROVEN, Meter.RESTING, Meter.EXPIRY);

    private final MeterRegistry registry;
    private final BridgeStatus running;
    private final Clock clock;

    Gauges(MeterRegistry registry, BridgeStatus running, Clock clock) {
        this.registry = registry;
        this.running = running;
        this.clock = clock;
    }

    void register() {
        gauge(
                Meter.LISTENING,
                () -> running.listening().getAsBoolean()
                                && running.failedThreads().get().isEmpty()
                        ? 1
                        : 0);
        gauge(Meter.SETTINGS_REJECTED, () -> running.settings().get().isRejected() ? 1 : 0);
        running.spool().ifPresent(this::queue);
        follow();
    }

    /** Accounts may come and go with the settings. */
    void follow() {
        Set<String> known = new HashSet<>();
        for (Account account : running.accounts().all()) {
            known.add(account.name());
            account(account.name());
        }
        OF_ACCOUNTS.forEach(meter -> registry.find(meter.id()).gauges().stream()
                .filter(gauge -> known.stream().noneMatch(name -> meter.isOf(gauge.getId(), name)))
                .forEach(registry::remove));
        expiries();
    }

    private void queue(Spool spool) {
        for (State state : State.values()) {
            String word = state.name().toLowerCase(Locale.ROOT);
            gauge(Meter.QUEUE, () -> of(spool, stats -> stats.count(state)), word);
            gauge(Meter.QUEUE_OLDEST, () -> of(spool, stats -> age(stats, state)), word);
        }
    }

    /** A value that cannot be read is NaN, not zero. */
    private static double of(Spool spool, ToDoubleFunction<Stats> what) {
        try {
            return what.applyAsDouble(spool.stats());
        } catch (SpoolException e) {
            return Double.NaN;
        }
    }

    private double age(Stats stats, State state) {
        return stats.oldest(state)
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private void account(String name) {
        gauge(Meter.PROVEN, () -> is(name, account -> running.metrics().isProven(account)), name);
        gauge(
                Meter.RESTING,
                () -> is(name, account -> running.rests().apply(account).isPresent()),
                name);
    }

    /** Asks about the account that has this name now, with its present credential. */
    private double is(String name, Predicate<Account> what) {
        return running.accounts()
                .named(name)
                .map(account -> what.test(account) ? 1.0 : 0.0)
                .orElse(Double.NaN);
    }

    /** An expiry date may become known later, for example after a sign-in; until then it has no line. */
    private void expiries() {
        for (Account account : running.accounts().all()) {
            for (Expiry.Kind kind : Expiry.Kind.values()) {
                if (days(account, kind).isPresent()) {
                    gauge(
                            Meter.EXPIRY,
                            () -> running.accounts()
                                    .named(account.name())
                                    .flatMap(now -> days(now, kind))
                                    .orElse(Double.NaN),
                            account.name(),
                            Meter.label(kind));
                }
            }
        }
    }

    private Optional<Double> days(Account account, Expiry.Kind kind) {
        return running.expiries().apply(account).stream()
                .filter(expiry -> expiry.kind() == kind)
                .map(expiry -> Duration.between(clock.instant(), expiry.end()).toSeconds() / 86400.0)
                .min(Double::compare);
    }

    private void gauge(Meter meter, Supplier<Number> value, String... labels) {
        Gauge.builder(meter.id(), value)
                .description(meter.meaning())
                .tags(meter.tags(labels))
                .register(registry);
    }
}
