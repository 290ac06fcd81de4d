package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.SubmittingClient;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts delivery while the client waits. A message that Microsoft accepts is not stored, and one that it refuses
 * permanently is refused at once; everything else is stored durably, answered with 250, and left to the
 * {@link QueueRunner}. With a patience of zero it stores every message without an attempt: {@code accept = queue}. Safe
 * for use by many threads.
 */
final class TryThenQueue implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(TryThenQueue.class);

    private final DeliveryAttempts attempts;
    private final Spool spool;
    private final QueueRunner queueRunner;
    private final RetrySchedule schedule;
    private final Supplier<DeliveryRules> rules;
    private final Executor executor;
    private final EntryLog log;
    private final BriefRetry briefRetry;
    private final Clock clock;
    private final Incident noRoom;
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();

    TryThenQueue(
            DeliveryAttempts attempts,
            Spool spool,
            QueueRunner queueRunner,
            RetrySchedule schedule,
            Supplier<DeliveryRules> rules,
            Executor executor,
            EntryLog log,
            BriefRetry briefRetry,
            Clock clock) {
        this.attempts = attempts;
        this.spool = spool;
        this.queueRunner = queueRunner;
        this.schedule = schedule;
        this.rules = rules;
        this.executor = executor;
        this.log = log;
        this.briefRetry = briefRetry;
        this.clock = clock;
        this.noRoom = new Incident(
                attempts.alerts(),
                AlertKind.NO_ROOM,
                "the spool cannot store messages; clients get 452 and keep theirs",
                "The spool stores messages again");
    }

    @Override
    public AcceptResult take(SubmittedMail arrival) {
        Duration patience = rules.get().patience();
        if (patience.isZero()) {
            return storeOnly(arrival, incoming(arrival, new FirstNotes()));
        }
        FirstNotes notes = new FirstNotes();
        Submission submission = new Submission(
                        arrival.submission().envelope(), arrival.submission().message(), notes)
                .with(arrival.submission().dsn());
        CompletableFuture<BriefRetry.Result> attempt;
        try {
            attempt = CompletableFuture.supplyAsync(() -> attempt(submission, arrival.account(), patience), executor);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("Cannot start a thread for a first attempt; queueing the message without one", e);
            return storeOnly(arrival, incoming(arrival, notes));
        }
        try {
            CompletableFuture.anyOf(attempt, hurry).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the attempt itself records where it stands
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return attempt.isDone()
                ? ended(arrival, submission, attempt, notes)
                : overdue(arrival, submission, attempt, notes);
    }

    private BriefRetry.Result attempt(Submission submission, Account account, Duration patience) {
        return briefRetry.run(() -> attempts.attempt(submission, account), patience);
    }

    private AcceptResult storeOnly(SubmittedMail arrival, NewEntry incoming) {
        AcceptResult receipt = receipt(keep(incoming), "Queued");
        arrival.release().run();
        return receipt;
    }

    /**
     * After {@code left}, no client waits for a first attempt: running attempts continue, and their messages are
     * stored.
     */
    void hurry(Duration left) {
        var unused = hurry.completeOnTimeout(null, left.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does what {@link FirstAnswer} decides. */
    private AcceptResult settle(SubmittedMail arrival, Submission tried, BriefRetry.Result result, FirstNotes notes) {
        Account account = arrival.account();
        FirstAttempt attempt = new FirstAttempt(
                account,
                result.outcome(),
                result.attempts(),
                attempts.hasDelivered(account),
                DoubtPolicy.isProvable(notes.all()),
                clock.instant());
        FirstAnswer answer = FirstAnswer.of(attempt, schedule);
        return answer.storing()
                .flatMap(storing -> store(arrival, attempt, storing, answer.split(), notes))
                .map(id -> queued(id, answer.queued()))
                .orElseGet(() -> end(account, tried, result.outcome(), answer));
    }

    private Optional<EntryId> store(
            SubmittedMail arrival,
            FirstAttempt attempt,
            FirstAnswer.Storing storing,
            OutcomeSplit split,
            FirstNotes notes) {
        Optional<EntryId> id = keep(storing.on(incoming(arrival, notes)));
        id.ifPresent(entry -> {
            log.tried(tried(entry, arrival, attempt, storing.due()), split);
            if (storing.holds()) {
                hold(entry, arrival, attempt.attempts());
            }
        });
        return id;
    }

    private void hold(EntryId id, SubmittedMail arrival, int tries) {
        try {
            spool.hold(id, DoubtPolicy.HELD);
            log.held(
                    id,
                    arrival.account().name(),
                    arrival.submission().envelope().sender(),
                    DoubtPolicy.HELD,
                    tries);
        } catch (SpoolException e) {
            LOG.warn("Cannot hold entry {}; its next attempt does so", id, e);
        }
    }

    private AcceptResult end(Account account, Submission tried, Outcome outcome, FirstAnswer answer) {
        FirstAnswer.End end = answer.end();
        if (end.abandons()) {
            attempts.abandon(tried, account);
        }
        if (end.counts()) {
            log.decided(account.name(), answer.split());
        }
        if (end.loses()) {
            attempts.alerts()
                    .raise(Alert.of(
                            AlertKind.LOST,
                            Alert.account(account.name()),
                            "message delivered to some recipients, but queueing the rest failed; it is lost for "
                                    + answer.split().open()));
        }
        return end.counts()
                ? new AcceptResult(end.reply(), outcome.road(), outcome.trace())
                : new AcceptResult(end.reply(), "", "");
    }

    /** The attempt continues after the client has its 250; its end settles the entry stored here. */
    private AcceptResult overdue(
            SubmittedMail arrival, Submission tried, CompletableFuture<BriefRetry.Result> attempt, FirstNotes notes) {
        Claim claim;
        try {
            claim = spool.storeClaimed(incoming(arrival, notes), DeliveryLimits.LEASE);
        } catch (SpoolException e) {
            noRoom.happens(e);
            return ended(arrival, tried, attempt, notes);
        }
        queueRunner.watch(claim);
        keepNotes(notes, claim);
        var unused = attempt.whenComplete((outcome, failure) -> {
            queueRunner.end(claim, outcome == null ? null : outcome.outcome(), failure);
            arrival.release().run();
        });
        return queued(claim.id(), "Queued while the first attempt continues");
    }

    /** Waits for the attempt to end and returns the reply. */
    private AcceptResult ended(
            SubmittedMail arrival, Submission tried, CompletableFuture<BriefRetry.Result> attempt, FirstNotes notes) {
        try {
            AcceptResult receipt = settle(arrival, tried, attempt.get(), notes);
            arrival.release().run();
            return receipt;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempts.alerts()
                    .raise(Alert.of(
                                    AlertKind.INTERRUPTED,
                                    Alert.account(arrival.account().name()),
                                    "shutdown interrupted a delivery attempt by " + arrival.account()
                                            + "; the message was not queued")
                            .withCause(e));
            // the attempt continues and still reads the bytes
            var unused =
                    attempt.whenComplete((outcome, failure) -> arrival.release().run());
            return receipt(Optional.empty(), "");
        } catch (ExecutionException e) {
            LOG.error("Internal error during a delivery attempt by {}", arrival.account(), e.getCause());
            NewEntry failed = incoming(arrival, notes).withFault();
            boolean provable = DoubtPolicy.isProvable(notes.all());
            return storeOnly(arrival, provable ? failed : failed.withUnprovableDoubt());
        }
    }

    private void keepNotes(FirstNotes notes, Claim claim) {
        try {
            notes.moveTo(new SpoolNotes(spool, claim.id()));
        } catch (IOException e) {
            LOG.error(
                    "Cannot record the progress of the attempt of entry {}; after a crash now, its delivery"
                            + " would be uncertain",
                    claim.id(),
                    e);
        }
    }

    private static EntryLog.Try tried(EntryId id, SubmittedMail arrival, FirstAttempt attempt, Instant due) {
        return new EntryLog.Try(
                id,
                arrival.submission().envelope().sender(),
                arrival.account().name(),
                arrival.account().mailbox(),
                attempt.attempts(),
                Duration.ZERO,
                attempt.outcome().road(),
                attempt.outcome().trace(),
                Optional.of(due));
    }

    /** Empty if storing fails. */
    private Optional<EntryId> keep(NewEntry incoming) {
        try {
            EntryId id = spool.store(incoming);
            noRoom.isOver();
            queueRunner.wake();
            return Optional.of(id);
        } catch (SpoolException e) {
            noRoom.happens(e);
            return Optional.empty();
        }
    }

    private static AcceptResult receipt(Optional<EntryId> id, String what) {
        return id.map(entry -> queued(entry, what)).orElseGet(() -> new AcceptResult(FirstAnswer.NO_ROOM, "", ""));
    }

    private static AcceptResult queued(EntryId id, String what) {
        return new AcceptResult(Reply.of(250, "2.0.0", what + " as " + id), "", "", id.toString());
    }

    private NewEntry incoming(SubmittedMail arrival, FirstNotes notes) {
        return NewEntry.of(
                        arrival.account().name(),
                        arrival.submission().envelope(),
                        arrival.submission().message(),
                        clock.instant())
                .withClient(new SubmittingClient(arrival.login(), arrival.address()))
                .withDsn(arrival.submission().dsn().parameters())
                .withNotes(notes.all());
    }

    @Override
    public boolean hasRoom(long bytes) {
        return spool.disk().hasRoom(bytes);
    }

    @Override
    public long largest(Account account) {
        return attempts.largest(account);
    }
}
