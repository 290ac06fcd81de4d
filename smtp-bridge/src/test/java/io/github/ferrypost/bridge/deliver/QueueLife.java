package io.github.ferrypost.bridge.deliver;

import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.sandbox.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A queue with its courier, whose time passes as fast as the attempts allow. The road is the test's, spool and threads are
 * real. Reports to senders are accepted unless told otherwise, and
 * counted apart.
 */
final class QueueLife implements AutoCloseable {
    static final String SENDER = "noreply@contoso.example";
    static final Status SENT = Status.accepted(Reply.of(250, "2.0.0", "OK"));

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMinutes(1);

    final MutableClock clock = MutableClock.stoppedAt("2026-12-01T08:00:00Z");
    final List<Instant> asked = new CopyOnWriteArrayList<>();
    /** When reports to senders were stored; they wait for the mailbox like any mail. */
    final List<Instant> reports = new CopyOnWriteArrayList<>();

    final List<String> failedThreads = new CopyOnWriteArrayList<>();
    final Spool spool;
    final Account account;

    private final QueueRunner courier;
    private final TryThenQueue delivery;
    private final DeliveryAttempts attempts;
    private final Accounts accounts;
    private volatile DeliveryRules rules;
    private final RunningTime running;
    private final Duration giveUpAfter;
    private final ExecutorService pool;
    private volatile Function<Submission, Outcome> answer = mail -> all(mail, SENT);
    private volatile Function<Submission, Outcome> answerToBounces = mail -> all(mail, SENT);

    QueueLife(Path folder, Duration giveUpAfter, Duration patience, Map<String, String> more) throws Exception {
        this(folder, giveUpAfter, patience, more, Executors.newCachedThreadPool());
    }

    QueueLife(Path folder, Duration giveUpAfter, Duration patience, Map<String, String> more, ExecutorService pool)
            throws Exception {
        this.pool = pool;
        this.giveUpAfter = giveUpAfter;
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.mailbox", SENDER,
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "11111111-2222-3333-4444-555555555555",
                "ferrypost.secret", "the-secret-of-this-test-0123456789",
                "ferrypost.roads", "graph"));
        settings.putAll(more);
        accounts = Accounts.from(Settings.of(settings));
        account = accounts.fallback().orElseThrow();
        EssentialThreads threads = new EssentialThreads((name, cause) -> failedThreads.add(name));
        spool = Spool.openToDeliver(folder, clock, threads);
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        attempts = new DeliveryAttempts(
                new TestRoads(),
                gate,
                new DeliveryHistory(Optional.of(spool)),
                DeliveryListener.NONE,
                new SenderMailboxes(clock));
        EntryLog log = new EntryLog(new Bounces());
        SettlementPolicy ending = new SettlementPolicy(giveUpAfter);
        running = new RunningTime(clock, clock::nanos);
        RetrySchedule schedule = new RetrySchedule(RetryDelays.STANDARD, new Random(1));
        List<String> alertMail =
                Stream.ofNullable(settings.get("ferrypost.alert.mail")).toList();
        BounceFactory bounces = new BounceFactory(accounts, attempts::now, alertMail, "bridge.example", ZoneOffset.UTC);
        rules = new DeliveryRules(accounts, bounces, ending, patience);
        QueuedDelivery trial = new QueuedDelivery(spool, () -> rules, attempts, schedule, running, log, clock);
        courier = new QueueRunner(spool, () -> rules, attempts, trial, running, threads, pool, clock);
        courier.start();
        BriefRetry briefRetry = new BriefRetry(Duration.ofSeconds(1), clock::advance, clock::nanos);
        delivery = new TryThenQueue(attempts, spool, courier, schedule, () -> rules, pool, log, briefRetry, clock);
    }

    /** Mail has gone through before, so that the account's faults are no longer those of a set-up. */
    QueueLife warm() throws SpoolException {
        send("first@example.org");
        untilIdle();
        asked.clear();
        return this;
    }

    /** The settings lose the account. */
    void removeAccount() throws Exception {
        rules = new DeliveryRules(
                Accounts.from(Settings.of(Map.of())), rules.reports(), rules.ending(), rules.patience());
    }

    /** The settings have the account again, as the bridge's reload does it. */
    void addAccount() throws Exception {
        rules = new DeliveryRules(accounts, rules.reports(), rules.ending(), rules.patience());
        attempts.reset(account);
        spool.hurry(account.name());
        courier.wake();
    }

    /** From now on Microsoft answers so. */
    void answers(Function<Submission, Outcome> newAnswer) {
        answer = newAnswer;
    }

    /** From now on Microsoft answers so to reports. */
    void answersBounces(Function<Submission, Outcome> newAnswer) {
        answerToBounces = newAnswer;
    }

    void answers(Status status) {
        answers(mail -> all(mail, status));
    }

    static Outcome all(Submission mail, Status status) {
        return Outcome.all(mail.envelope().recipients(), status, "graph", "");
    }

    AcceptResult send(String... to) {
        return sendAs(SENDER, to);
    }

    AcceptResult sendAs(String sender, String... to) {
        byte[] text = ("From: " + SENDER + "\r\nSubject: x\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
        Submission mail = new Submission(Envelope.of(sender, List.of(to)), ByteSource.of(text));
        return delivery.take(new SubmittedMail(mail, account, "", "127.0.0.1", () -> {}));
    }

    List<Entry> entries() throws SpoolException {
        return spool.list(Filter.ALL, Optional.empty(), 1000);
    }

    Entry only() throws SpoolException {
        List<Entry> all = entries();
        if (all.size() != 1) {
            throw new AssertionError("one entry expected: " + all);
        }
        return all.get(0);
    }

    /** Time passes, and with it all that is due in it. */
    void pass(Duration time) throws SpoolException {
        Instant end = clock.instant().plus(time);
        untilIdle();
        while (clock.instant().isBefore(end)) {
            Instant now = clock.instant();
            Instant next = entries().stream()
                    .filter(entry -> entry.state() == State.QUEUED)
                    .map(entry -> entry.due().isAfter(now) ? entry.due() : now.plus(STEP))
                    .min(Comparator.naturalOrder())
                    .orElse(end);
            clock.advance(Duration.between(now, next.isBefore(end) ? next : end));
            untilIdle();
        }
    }

    /** Until all that can be done at this time is done. */
    void untilIdle() {
        courier.wake();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(SOON)
                .until(() -> {
                    // in this order: an attempt that ends in between may pause the mailbox
                    boolean open = attempts.room(account, 4) > 0;
                    return entries().stream().noneMatch(entry -> isUnderWay(entry, open)) && courier.isIdle();
                });
    }

    private boolean isUnderWay(Entry entry, boolean mailboxIsOpen) {
        Instant now = clock.instant();
        boolean longEnough = running.get().compareTo(new SettlementPolicy(giveUpAfter).leastRunning()) >= 0;
        boolean overdue = longEnough && !entry.arrivedAt().isAfter(now.minus(giveUpAfter));
        boolean due = !entry.due().isAfter(now) || entry.due().isAfter(now.plus(Duration.ofHours(2)));
        boolean open = mailboxIsOpen || overdue || entry.forced();
        return entry.state() == State.CLAIMED || (entry.state() == State.QUEUED && due && open);
    }

    @Override
    public void close() {
        courier.stop(Duration.ofSeconds(5));
        spool.close();
        pool.shutdownNow();
    }

    private final class Bounces implements DeliveryListener {
        @Override
        public void tried(Account by, Outcome outcome, Duration took) {}

        @Override
        public void happened(Event event, String of, int count) {
            if (event == Event.BOUNCED) {
                reports.add(clock.instant());
            }
        }
    }

    private final class TestRoads extends StatelessRoads {
        @Override
        public Outcome carry(Submission submission, Account by) {
            if (submission.envelope().sender().isEmpty()) {
                return answerToBounces.apply(submission);
            }
            asked.add(clock.instant());
            return answer.apply(submission);
        }

        @Override
        public Status signIn(Account by) {
            return SENT;
        }

        @Override
        public long largest(Account by) {
            return 150L << 20;
        }
    }
}
