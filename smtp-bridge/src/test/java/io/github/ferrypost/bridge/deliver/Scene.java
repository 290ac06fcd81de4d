package io.github.ferrypost.bridge.deliver;

import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.Accept;
import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.LoggedRequest;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A delivery as a bridge has it, over one road to a sandbox that can be brought into every kind of trouble. Its clock goes
 * when it is told to, and the account has delivered before.
 */
final class Scene implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RetryDelays BACKOFF = new RetryDelays(Duration.ofSeconds(15), Duration.ofMinutes(30));

    private static final BriefRetry BRIEF_RETRY = new BriefRetry(Duration.ofSeconds(1), pause -> {}, () -> 0);
    private static final EssentialThreads THREADS = new EssentialThreads((name, cause) -> {
        throw new IllegalStateException(name + " failed", cause);
    });

    private final Sandbox sandbox;
    private final OneRoad road;
    private final MutableClock clock = MutableClock.stopped();
    private final Accounts accounts;
    private final Account account;
    private final Delivery delivery;
    private final Optional<Spool> spool;
    private final Optional<QueueRunner> courier;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private int sent;

    Scene(Path folder, Accept accept, OneRoad.Kind kind, Duration tokenLifetime)
            throws SettingsException, SpoolException {
        sandbox = Sandbox.builder().tokenLifetime(tokenLifetime).start();
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", kind == OneRoad.Kind.SMTP ? "smtp" : "graph");
        accounts = Accounts.from(Settings.of(settings));
        account = accounts.fallback().orElseThrow();
        road = new OneRoad(kind, account);
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        if (accept == Accept.DIRECT) {
            spool = Optional.empty();
            courier = Optional.empty();
            delivery = new DirectDelivery(
                    new DeliveryAttempts(
                            road, gate, new DeliveryHistory(spool), DeliveryListener.NONE, new SenderMailboxes(clock)),
                    BRIEF_RETRY,
                    new EntryLog(DeliveryListener.NONE),
                    DiskRoom.of(folder));
        } else {
            Spool opened = Spool.openToDeliver(folder, clock);
            spool = Optional.of(opened);
            DeliveryAttempts attempts = new DeliveryAttempts(
                    road, gate, new DeliveryHistory(spool), DeliveryListener.NONE, new SenderMailboxes(clock));
            EntryLog log = new EntryLog(DeliveryListener.NONE);
            BounceFactory reports = new BounceFactory(accounts, "bridge.example", ZoneOffset.UTC);
            SettlementPolicy ending = new SettlementPolicy(Duration.ofDays(2));
            RunningTime running = new RunningTime(clock, clock::nanos);
            RetrySchedule schedule = new RetrySchedule(BACKOFF, new Random(1));
            Duration patience = accept == Accept.QUEUE ? Duration.ZERO : Duration.ofSeconds(60);
            DeliveryRules rules = new DeliveryRules(accounts, reports, ending, patience);
            QueuedDelivery trial = new QueuedDelivery(opened, () -> rules, attempts, schedule, running, log, clock);
            QueueRunner started = new QueueRunner(opened, () -> rules, attempts, trial, running, THREADS, pool, clock);
            courier = Optional.of(started);
            started.start();
            delivery =
                    new TryThenQueue(attempts, opened, started, schedule, () -> rules, pool, log, BRIEF_RETRY, clock);
        }
        warmUp();
    }

    private void warmUp() throws SpoolException {
        send();
        settle();
        sandbox.clearDelivered();
        sandbox.requests().clear();
    }

    /** The reply to a mail. */
    String send() {
        String message = "From: noreply@contoso.example\r\nTo: a@example.org\r\nMessage-ID: <" + ++sent
                + "@contoso.example>\r\nSubject: x\r\n\r\nHello\r\n";
        Submission submission = new Submission(
                Envelope.of("noreply@contoso.example", List.of("a@example.org")),
                ByteSource.of(message.getBytes(StandardCharsets.US_ASCII)));
        return delivery.take(new SubmittedMail(submission, account, "", "127.0.0.1", () -> {}))
                .reply()
                .toString();
    }

    /** How long the mail in the queue is left alone after its first try, which is waited for; nothing where it has gone. */
    Optional<Duration> waits() throws SpoolException {
        if (spool.isEmpty()) {
            return Optional.empty();
        }
        await().pollInterval(Duration.ofMillis(10))
                .atMost(SOON)
                .until(() -> first().map(entry -> entry.tries() > 0 && entry.state() != State.CLAIMED)
                        .orElse(true));
        return first().map(entry -> Duration.between(clock.instant(), entry.due()));
    }

    /** The mail in the queue; read at once, since it may go at any moment. */
    private Optional<Entry> first() throws SpoolException {
        return spool.orElseThrow().list(Filter.ALL, Optional.empty(), 1).stream()
                .findFirst();
    }

    /** All is well again, and much time goes by, until nothing lies in the queue. */
    void heal() throws SpoolException {
        sandbox.faults().clear();
        String secret = sandbox.app().addSecret();
        road.lead(Account.of(account.tenant(), account.client(), Credential.secret(secret), account.mailbox())
                .withRoads(account.roads())
                .withEndpoints(account.endpoints()));
        clock.advance(Duration.ofHours(3));
        settle();
    }

    private void settle() throws SpoolException {
        if (spool.isPresent()) {
            courier.orElseThrow().wake();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(SOON)
                    .until(() -> spool.get().stats().count() == 0);
        }
    }

    int delivered() {
        return sandbox.deliveredCount();
    }

    /** Drafts that were made, and neither sent nor deleted. */
    long draftsLeft() {
        List<LoggedRequest> log = sandbox.requests().log();
        long made = log.stream()
                .filter(one -> one.path().endsWith("/messages") && one.status() == 201)
                .count();
        long deleted = log.stream()
                .filter(one -> one.method().equals("DELETE") && one.status() == 204)
                .count();
        return made == 0 ? 0 : made - deleted - delivered();
    }

    /** What Microsoft was asked that matters, in order, each with its answer; 0 for none. */
    String asked() {
        return sandbox.requests().log().stream()
                .map(Scene::word)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String word(LoggedRequest request) {
        String verb = request.method();
        String name = "";
        if (request.path().equals("smtp")) {
            name = verb.matches("AUTH|MAIL|DATA") ? verb.toLowerCase(Locale.ROOT) : "";
        } else if (request.path().endsWith("/token")) {
            name = "token";
        } else if (request.path().endsWith("/sendMail")) {
            name = "mail";
        } else if (request.path().endsWith("/send")) {
            name = "send";
        } else if (request.path().contains("/messages")) {
            name = Map.of("POST", "make", "GET", "look", "DELETE", "drop").get(verb);
        }
        return name.isEmpty() ? "" : name + " " + request.status();
    }

    void always(Fault graph, Target point, Fault smtp) {
        sandbox.faults()
                .always(Target.GRAPH_SEND, graph)
                .always(Target.GRAPH_DRAFT_SEND, graph)
                .always(point, smtp);
    }

    void next(Fault graph, Target point, Fault smtp) {
        sandbox.faults()
                .next(Target.GRAPH_SEND, graph)
                .next(Target.GRAPH_DRAFT_SEND, graph)
                .next(point, smtp);
    }

    void closePorts() {
        int port = closedPort();
        road.lead(account.withEndpoints(account.endpoints()
                .withGraph(URI.create("http://127.0.0.1:" + port))
                .withSmtp("127.0.0.1", port)));
    }

    void loseNames() {
        road.lead(account.withEndpoints(account.endpoints()
                .withGraph(URI.create("https://graph.microsoft.invalid"))
                .withSmtp("smtp.office365.invalid", 587)));
    }

    void withoutToken(Fault fault) {
        revokeToken();
        sandbox.faults().always(Target.TOKEN, fault);
    }

    void expireSecret() {
        sandbox.app().expireSecrets();
    }

    void revokeToken() {
        sandbox.app().revokeTokens();
    }

    void nothing() {}

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        courier.ifPresent(running -> running.stop(Duration.ofSeconds(5)));
        spool.ifPresent(Spool::close);
        road.close();
        sandbox.close();
        pool.shutdownNow();
    }
}
