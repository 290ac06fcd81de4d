package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.road.Roads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The alerts of one bridge: its incidents, and a thread for each target. Safe for use by many threads. */
public final class AlertService implements AutoCloseable {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);

    private final AlertBook book;
    private final Clock clock;
    /** By the target's name. */
    private final Map<String, Running> running = new LinkedHashMap<>();

    private List<AlertTarget> targets = List.of();
    private AlertWriter writer;
    private boolean started;

    /** A sender with its thread. */
    private record Running(AlertSender sender, Thread thread) {
        void end() {
            sender.close();
            thread.interrupt();
        }
    }

    private AlertService(AlertBook book, AlertWriter writer, Clock clock) {
        this.book = book;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * What the targets use.
     *
     * @param host the name of the bridge, as people know it
     * @param accounts that may send alerts
     * @param http for the webhook
     * @param folder where the state is kept between restarts; empty to keep none
     */
    public record Needs(String host, List<Account> accounts, Roads roads, Http http, Optional<Path> folder) {}

    /** Reads the incidents of the last process; sends nothing before {@link #start}. */
    public static AlertService open(AlertConfig config, Needs needs, Clock clock) {
        AlertBook book = new AlertBook(names(config), new AlertFile(needs.folder), clock);
        AlertService service = new AlertService(book, writer(config, needs), clock);
        service.follow(config, needs);
        return service;
    }

    private static AlertWriter writer(AlertConfig config, Needs needs) {
        return new AlertWriter(needs.host, config.language().locales(), ZoneId.systemDefault());
    }

    /** From now on, incidents are reported as these settings say. A message on its way is not sent again. */
    public synchronized void follow(AlertConfig config, Needs needs) {
        // an account that is no longer in the settings cannot recover
        book.retain(AlertKind.ACCOUNT_FAILING, failing(needs.accounts));
        List<String> names = names(config);
        book.targets(names);
        writer = writer(config, needs);
        targets = names.stream()
                .map(name -> target(name, config, needs, book, clock))
                .toList();
        running.entrySet().removeIf(each -> {
            boolean gone = !names.contains(each.getKey());
            if (gone) {
                each.getValue().end();
            }
            return gone;
        });
        if (started) {
            targets.forEach(this::run);
        }
    }

    /** The subjects of open incidents of these accounts; with {@code mailbox = *} they name account and mailbox. */
    private Set<String> failing(List<Account> accounts) {
        Set<String> names =
                accounts.stream().map(account -> Alert.account(account.name())).collect(Collectors.toSet());
        return book.open().stream()
                .map(AlertState::subject)
                .filter(subject -> names.contains(Alert.account(subject.split(":", 2)[0])))
                .collect(Collectors.toSet());
    }

    private void run(AlertTarget target) {
        Running known = running.get(target.name());
        if (known != null) {
            known.sender.follow(target, writer);
            return;
        }
        AlertSender sender = new AlertSender(target, book, writer, clock);
        Thread thread = new Thread(sender, "ferrypost-alert-" + target.name());
        thread.setDaemon(true);
        thread.start();
        running.put(target.name(), new Running(sender, thread));
    }

    private static List<String> names(AlertConfig config) {
        List<String> names = new ArrayList<>();
        if (!config.mail().isEmpty()) {
            names.add("mail");
        }
        config.webhook().ifPresent(uri -> names.add("webhook"));
        if (!config.command().isEmpty()) {
            names.add("command");
        }
        return names;
    }

    private static AlertTarget target(String name, AlertConfig config, Needs needs, AlertBook book, Clock clock) {
        return switch (name) {
            case "mail" ->
                new MailTarget(
                        config.mail(),
                        needs.accounts,
                        account -> book.isOpen(AlertKind.ACCOUNT_FAILING, Alert.account(account.name())),
                        needs.roads,
                        ZoneId.systemDefault());
            case "webhook" -> new WebhookTarget(needs.http, config.webhook().orElseThrow(), config.format(), clock);
            default -> new CommandTarget(config.command(), COMMAND_LIMIT);
        };
    }

    /** Where alerts are reported. */
    public Alerts alerts() {
        return book;
    }

    /** How many incidents last now. */
    public int open() {
        return book.open().size();
    }

    /** Starts a daemon thread for each target. */
    public synchronized void start() {
        started = true;
        targets.forEach(this::run);
    }

    /**
     * Sends a test message to each target and waits for it.
     *
     * @return by target
     */
    public synchronized Map<String, TestResult> test() {
        Map<String, TestResult> results = new LinkedHashMap<>();
        for (AlertTarget target : targets) {
            AlertTarget.Result result = target.send(writer.test(clock.instant()));
            results.put(target.name(), new TestResult(result.sent(), result.said()));
        }
        return results;
    }

    /**
     * What became of a test message.
     *
     * @param said who accepted it, or why it failed
     */
    public record TestResult(boolean sent, String said) {}

    /** Ends the threads, waits briefly for messages on their way, and keeps the state. */
    @Override
    public synchronized void close() {
        running.values().forEach(Running::end);
        try {
            for (Running each : running.values()) {
                TimeUnit.SECONDS.timedJoin(each.thread, 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        book.save();
    }
}
