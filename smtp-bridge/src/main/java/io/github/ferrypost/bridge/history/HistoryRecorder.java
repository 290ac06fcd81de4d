package io.github.ferrypost.bridge.history;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.HistoryConfig;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.deliver.Event;
import io.github.ferrypost.bridge.deliver.Progress;
import io.github.ferrypost.bridge.deliver.RunningTime;
import io.github.ferrypost.bridge.listen.Limit;
import io.github.ferrypost.bridge.listen.ReceivedMail;
import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.spool.History;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.PeriodicTask;
import io.github.ferrypost.reply.Outcome;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the history. It stands between the bridge and the log, the metrics and the alerts, which hear of everything
 * first. A message costs its client no time: rows wait in memory and are stored about once a second, so the rows of the
 * last second are lost if the process dies; the log has them. Safe for use by many threads.
 */
public final class HistoryRecorder implements SmtpEvents, DeliveryListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);

    /** Chosen: what a person who looks at the page does not notice. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Chosen: rows of a transaction, so that no message waits long for its own. */
    private static final int ROWS_AT_ONCE = 200;

    /** Chosen: characters of the rows that wait; more are dropped, and a warning counts them. */
    static final long MOST_WAITING = 2 << 20;

    /** Chosen: longer than a client can wait between its first attempt and its reply. */
    private static final Duration MESSAGE_MISSING = Duration.ofMinutes(1);

    /** Chosen: how long the clock must have run without a jump before rows are deleted by their age. */
    private static final Duration PRUNING = Duration.ofHours(1);

    /** Chosen: about 1 GB. Clients can have messages refused without end, so age alone is no limit. */
    static final long MOST_ROWS = 2_000_000;

    /** Chosen: of {@code History.prune} in a period, some thousand rows, so that no message waits long. */
    private static final int STEPS = 20;

    /** Chosen: changes that wait for a spool that cannot be written. */
    private static final int MOST_CHANGES = 5000;

    /** Chosen: named recipients of a refused message. */
    private static final int MOST_REFUSED = 20;

    private final SmtpEvents log;
    private final DeliveryListener metrics;
    private final Clock clock;
    private final RunningTime running;
    private final WaitingRows waiting = new WaitingRows(MOST_WAITING);
    private List<HistoryRow.Progress> early = List.of();
    private volatile HistoryConfig config;
    private volatile @Nullable History history;
    private @Nullable PeriodicTask task;
    private boolean failing;

    public HistoryRecorder(SmtpEvents log, DeliveryListener metrics, HistoryConfig config, Clock clock) {
        this.log = log;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.running = new RunningTime(clock, System::nanoTime);
    }

    /** The limits, for the documentation. */
    public static List<Limit> limits() {
        return List.of(
                new Limit(
                        "text of the history's rows that wait to be stored; more are dropped, and a warning counts them",
                        (MOST_WAITING >> 20) + " million characters",
                        "chosen"),
                new Limit("how long a row waits to be stored", PERIOD.toSeconds() + "s", "chosen"),
                new Limit("rows of the history; the oldest are deleted", MOST_ROWS + ", about 1 GB", "chosen"),
                new Limit("recipients that the history names of a refused message", MOST_REFUSED + "", "chosen"));
    }

    /** Begins to write, and to delete what is too old. */
    public synchronized void start(History into) {
        history = into;
        task = PeriodicTask.start("ferrypost-history", PERIOD, this::write);
    }

    /** Keeps rows for as long as these settings say, from now on. */
    public synchronized void follow(HistoryConfig next) {
        config = next;
    }

    private void write() {
        flush();
        prune();
    }

    private boolean records() {
        return history != null && config.keep().isPresent();
    }

    @Override
    public void mail(ReceivedMail mail) {
        log.mail(mail);
        if (records()) {
            waiting.add(row(mail));
        }
    }

    private HistoryRow row(ReceivedMail mail) {
        ReceivedMail.Client client = mail.client();
        Instant now = clock.instant();
        boolean refused = mail.receipt().reply().code() >= 300;
        return new HistoryRow(
                0,
                now,
                new HistoryRow.Client(client.address().getHostAddress(), client.device(), client.login()),
                mail.sender(),
                refused ? mail.recipients().stream().limit(MOST_REFUSED).toList() : mail.recipients(),
                HeaderText.plain(mail.messageId()),
                config.subject() ? HeaderText.decoded(mail.subject()) : "",
                mail.size(),
                mail.account().name(),
                first(mail.receipt(), now));
    }

    /** What the reply to the client says. What became of a queued message is told by {@link #progressed}. */
    private static HistoryRow.Progress first(AcceptResult receipt, Instant now) {
        HistoryResult result;
        if (!receipt.entry().isEmpty()) {
            result = HistoryResult.QUEUED;
        } else if (receipt.reply().code() < 300) {
            result = HistoryResult.DELIVERED;
        } else {
            result = receipt.reply().code() < 500 ? HistoryResult.DECLINED : HistoryResult.REFUSED;
        }
        return new HistoryRow.Progress(
                receipt.entry(),
                // a change that was told before the reply is newer than this
                result == HistoryResult.QUEUED ? Instant.EPOCH : now,
                result,
                receipt.reply().toString(),
                receipt.road(),
                receipt.trace(),
                receipt.road().isEmpty() ? 0 : 1);
    }

    @Override
    public void progressed(Progress progress) {
        metrics.progressed(progress);
        if (records()) {
            waiting.add(new HistoryRow.Progress(
                    progress.id().toString(),
                    clock.instant(),
                    progress.result(),
                    progress.reply(),
                    progress.road(),
                    progress.trace(),
                    progress.tries()));
        }
    }

    /** Stores what waits. */
    synchronized void flush() {
        History into = history;
        if (into == null) {
            return;
        }
        WaitingRows.Batch batch = waiting.take();
        List<HistoryRow.Progress> changes = new ArrayList<>(early);
        changes.addAll(batch.changes());
        early = List.of();
        if (batch.dropped() > 0) {
            LOG.warn(
                    "The history lacks {} messages: they came faster than the disk of the spool stores their rows."
                            + " The mail log has them",
                    batch.dropped());
        }
        if (batch.rows().isEmpty() && changes.isEmpty()) {
            return;
        }
        try {
            for (int from = 0; from < batch.rows().size(); from += ROWS_AT_ONCE) {
                int to = Math.min(from + ROWS_AT_ONCE, batch.rows().size());
                into.record(batch.rows().subList(from, to), List.of());
            }
            Instant oldest = clock.instant().minus(MESSAGE_MISSING);
            early = into.record(List.of(), changes).stream()
                    .filter(change -> change.at().isAfter(oldest))
                    .toList();
            failing = false;
        } catch (SpoolException e) {
            early = List.copyOf(changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size()));
            if (!failing) {
                failing = true;
                LOG.warn(
                        "The history lacks the messages of now and until this is over: the spool cannot store their"
                                + " rows ({}). The mail log has them",
                        e.getMessage());
            }
        }
    }

    /** Only in the periodic thread, and without the lock: neither a stop nor a change of settings waits for it. */
    private void prune() {
        History from = history;
        Duration undisturbed = running.get();
        if (from == null) {
            return;
        }
        Optional<Duration> keep = config.keep();
        // a wrong clock must not empty the history
        Instant before = keep.isEmpty()
                ? Instant.ofEpochMilli(Long.MAX_VALUE)
                : undisturbed.compareTo(PRUNING) < 0
                        ? Instant.EPOCH
                        : clock.instant().minus(keep.get());
        try {
            boolean more = true;
            for (int i = 0; more && i < STEPS; i++) {
                more = from.prune(before, MOST_ROWS);
            }
        } catch (SpoolException e) {
            LOG.debug("Cannot delete old rows of the history", e);
        }
    }

    @Override
    public void refused(Rejection rejection) {
        log.refused(rejection);
    }

    @Override
    public void failed(InetAddress client, String at, Throwable fault) {
        log.failed(client, at, fault);
    }

    @Override
    public void sumUp(boolean end) {
        log.sumUp(end);
    }

    @Override
    public void tried(Account account, Outcome outcome, Duration took) {
        metrics.tried(account, outcome, took);
    }

    @Override
    public void happened(Event event, String account, int count) {
        metrics.happened(event, account, count);
    }

    @Override
    public Alerts alerts() {
        return metrics.alerts();
    }

    /** Stores what waits, and nothing that comes later. */
    @Override
    public void close() {
        Optional.ofNullable(task).ifPresent(PeriodicTask::close);
        flush();
        synchronized (this) {
            history = null;
        }
    }
}
