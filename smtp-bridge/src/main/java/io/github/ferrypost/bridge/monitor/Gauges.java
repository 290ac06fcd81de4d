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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics that are read when they are scraped: queue, circuit breakers, expiry dates. */
final class Gauges {
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
        running.spool().ifPresent(this::queue);
        running.accounts().all().forEach(this::account);
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

    private void account(Account account) {
        gauge(Meter.PROVEN, () -> running.metrics().isProven(account) ? 1 : 0, account.name());
        gauge(Meter.RESTING, () -> running.rests().apply(account).isPresent() ? 1 : 0, account.name());
    }

    /** An expiry date may become known later, for example after a sign-in; until then it has no line. */
    void expiries() {
        for (Account account : running.accounts().all()) {
            for (Expiry.Kind kind : Expiry.Kind.values()) {
                if (days(account, kind).isPresent()) {
                    gauge(
                            Meter.EXPIRY,
                            () -> days(account, kind).orElse(Double.NaN),
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
