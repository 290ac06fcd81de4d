package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.deliver.Event;
import io.github.ferrypost.bridge.spool.StoredVerdict;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts events and remembers each account's last attempt. Safe for use by many threads. */
public final class Metrics implements DeliveryListener {
    private static final List<String> ANSWERS = List.of("accepted", "later", "refused");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, LastTry> lastTries = new ConcurrentHashMap<>();
    private final Map<String, LastTry> lastSends = new ConcurrentHashMap<>();
    private final Map<String, AccountProof> proofs = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Alerts alerts;
    private volatile @Nullable Gauges gauges;
    private volatile @Nullable BridgeStatus watched;

    public Metrics(Clock clock) {
        this(clock, Alerts.LOG);
    }

    /** @param next hears of the alerts that are counted here */
    public Metrics(Clock clock, Alerts next) {
        this.clock = clock;
        this.alerts = Alerts.both(new CountedAlerts(registry), next);
    }

    @Override
    public Alerts alerts() {
        return alerts;
    }

    /** A client has submitted a message and got this reply code. */
    public void answered(String account, int code) {
        Meter.MAILS.counter(registry, inSettings(account), answer(code)).increment();
    }

    private static String answer(int code) {
        return code < 300 ? "accepted" : code < 500 ? "later" : "refused";
    }

    /** A message, connection, login or command of a device got this reply; nothing is counted without a name. */
    public void ofDevice(String device, int code) {
        if (!device.isEmpty()) {
            Meter.OF_DEVICE.counter(registry, device, answer(code)).increment();
        }
    }

    /** A client was refused before it could submit its message. */
    public void turnedAway() {
        Meter.TURNED_AWAY.counter(registry).increment();
    }

    /** The account of the settings: with {@code mailbox = *} its senders' accounts count together. */
    private static String inSettings(String account) {
        int colon = account.indexOf(':');
        return colon < 0 ? account : account.substring(0, colon);
    }

    @Override
    public void tried(Account account, Outcome outcome, Duration took) {
        String name = inSettings(account.name());
        Status telling = outcome.first();
        boolean any = outcome.byRecipient().values().stream().anyMatch(Status::isAccepted);
        LastTry last = new LastTry(telling, any, outcome.road(), outcome.trace(), clock.instant());
        lastTries.put(name, last);
        if (any) {
            lastSends.put(name, last);
        }
        learn(account, proof -> any ? proof.delivered() : proof.deliveryFailed(telling));
        if (!any && telling.blame() == FailureScope.ACCOUNT) {
            Meter.SIGN_IN_FAILURES.counter(registry, name).increment();
        }
        Timer.builder(Meter.TRIES.id())
                .description(Meter.TRIES.meaning())
                .tags(Meter.TRIES.tags(
                        name,
                        outcome.road().isEmpty() ? "none" : outcome.road(),
                        any
                                ? "accepted"
                                : StoredVerdict.of(telling.verdict()).name().toLowerCase(Locale.ROOT)))
                .register(registry)
                .record(took);
    }

    @Override
    public void happened(Event event, String account, int count) {
        Meter.of(event).counter(registry, inSettings(account)).increment(count);
    }

    /** The account has signed in without sending, or failed to. */
    public void signedIn(Account account, Status status) {
        learn(account, proof -> status.isAccepted() ? proof.signedIn() : proof.signInFailed(status));
    }

    private void learn(Account account, UnaryOperator<AccountProof> change) {
        proofs.compute(
                inSettings(account.name()), (name, proof) -> change.apply(proof == null ? AccountProof.NONE : proof));
    }

    /** What the account has proven since startup. */
    public AccountProof proof(Account account) {
        return proofs.getOrDefault(account.name(), AccountProof.NONE);
    }

    /** Whether it has proven since its last failure that it can send. */
    public boolean isProven(Account account) {
        return proof(account).holds();
    }

    public Optional<LastTry> lastTry(Account account) {
        return Optional.ofNullable(lastTries.get(account.name()));
    }

    public Optional<LastTry> lastSend(Account account) {
        return Optional.ofNullable(lastSends.get(account.name()));
    }

    /** Registers the gauges, which read the bridge's state when scraped. */
    public void watch(BridgeStatus running) {
        startCounters(running);
        Meter.TURNED_AWAY.counter(registry);
        for (AlertKind kind : AlertKind.values()) {
            Meter.ALERTS.counter(registry, kind.word());
        }
        Gauges made = new Gauges(registry, running, clock);
        watched = running;
        gauges = made;
        made.register();
    }

    /** A counter that exists from the start has a rate from the first event on. */
    private void startCounters(BridgeStatus running) {
        for (Account account : running.accounts().all()) {
            for (Event event : Event.values()) {
                Meter.of(event).counter(registry, account.name());
            }
            for (String answer : ANSWERS) {
                Meter.MAILS.counter(registry, account.name(), answer);
            }
            Meter.SIGN_IN_FAILURES.counter(registry, account.name());
        }
    }

    /** The account's credential is another one, which has proven nothing. */
    public void forget(Account account) {
        proofs.remove(account.name());
    }

    /** All metrics in Prometheus' text format. */
    public String text() {
        Gauges known = gauges;
        BridgeStatus running = watched;
        if (known != null && running != null) {
            startCounters(running);
            known.follow();
        }
        return registry.scrape();
    }
}
