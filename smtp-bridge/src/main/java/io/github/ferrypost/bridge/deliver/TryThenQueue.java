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
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final QueuedDelivery queuedDelivery;
    private final Duration patience;
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
            QueuedDelivery queuedDelivery,
            Duration patience,
            Executor executor,
            EntryLog log,
            BriefRetry briefRetry,
            Clock clock) {
        this.attempts = attempts;
        this.spool = spool;
        this.queueRunner = queueRunner;
        this.queuedDelivery = queuedDelivery;
        this.patience = patience;
        this.executor = executor;
        this.log = log;
        this.briefRetry = briefRetry;
        this.clock = clock;
        this.noRoom = new Incident(
                attempts.alerts(),
                AlertKind.NO_ROOM,
                "the spool takes no mail; clients hear 452 and keep theirs",
                "The spool takes mail again");
    }

    @Override
    public AcceptResult take(SubmittedMail arrival) {
        if (patience.isZero()) {
            return storeOnly(arrival, incoming(arrival, new FirstNotes()));
        }
        FirstNotes notes = new FirstNotes();
        Submission submission = new Submission(
                        arrival.submission().envelope(), arrival.submission().message(), notes)
                .with(arrival.submission().dsn());
        CompletableFuture<BriefRetry.Result> attempt;
        try {
            attempt = CompletableFuture.supplyAsync(() -> attempt(submission, arrival.account()), executor);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("No thread for a first attempt; the mail is queued without one", e);
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

    private BriefRetry.Result attempt(Submission submission, Account account) {
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

    private AcceptResult settle(SubmittedMail arrival, Submission tried, BriefRetry.Result result, FirstNotes notes) {
        Outcome outcome = result.outcome();
        OutcomeSplit ruling = attempts.ruling(outcome, arrival.account());
        FirstAnswer answer = FirstAnswer.of(outcome, ruling);
        if (answer.action() != FirstAnswer.Action.STORE) {
            if (answer.action() == FirstAnswer.Action.REFUSE) {
                attempts.abandon(tried, arrival.account());
            }
            log.decided(arrival.account().name(), ruling);
            return new AcceptResult(answer.reply(), outcome.road(), outcome.trace());
        }
        Optional<EntryId> id = store(arrival, result, ruling, notes);
        if (id.isPresent()) {
            return new AcceptResult(answer.stored(id.get()), "", "", id.get().toString());
        }
        if (!answer.loses()) {
            attempts.abandon(tried, arrival.account());
            return new AcceptResult(answer.unstored(), "", "");
        }
        log.decided(arrival.account().name(), ruling);
        attempts.alerts()
                .raise(Alert.of(
                        AlertKind.LOST,
                        Alert.account(arrival.account().name()),
                        "not stored and so lost for " + ruling.open() + ", while others of the same mail have it"));
        return new AcceptResult(answer.unstored(), outcome.road(), outcome.trace());
    }

    private Optional<EntryId> store(
            SubmittedMail arrival, BriefRetry.Result result, OutcomeSplit ruling, FirstNotes notes) {
        Outcome outcome = result.outcome();
        Instant now = clock.instant();
        boolean provable = QueuedDelivery.isProvable(notes.all());
        boolean asked = !outcome.road().isEmpty();
        Instant due = queuedDelivery.next(ruling, result.attempts(), asked, provable, now);
        NewEntry plain = incoming(arrival, notes).withFirstTry(statuses(outcome, ruling), result.attempts(), due);
        boolean unprovable = ruling.isInDoubt() && !provable;
        Optional<EntryId> id = keep(unprovable ? plain.withUnprovableDoubt() : plain);
        id.ifPresent(entry -> {
            log.tried(tried(entry, arrival, result, due), ruling);
            if (unprovable) {
                queuedDelivery.holdFirst(
                        entry, arrival.account(), plain.envelope().sender());
            }
        });
        return id;
    }

    private static Map<String, Status> statuses(Outcome outcome, OutcomeSplit ruling) {
        Map<String, Status> statuses = new LinkedHashMap<>(outcome.byRecipient());
        statuses.putAll(ruling.open());
        return statuses;
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
        return queued(claim.id(), "Queued while the first try goes on");
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
                                    "a try by " + arrival.account() + " was not waited for, and its mail is not stored")
                            .withCause(e));
            // the attempt continues and still reads the bytes
            var unused =
                    attempt.whenComplete((outcome, failure) -> arrival.release().run());
            return receipt(Optional.empty(), "");
        } catch (ExecutionException e) {
            LOG.error("A try by {} failed inside the bridge", arrival.account(), e.getCause());
            NewEntry failed = incoming(arrival, notes).withFault();
            boolean provable = QueuedDelivery.isProvable(notes.all());
            return storeOnly(arrival, provable ? failed : failed.withUnprovableDoubt());
        }
    }

    private void keepNotes(FirstNotes notes, Claim claim) {
        try {
            notes.moveTo(new SpoolNotes(spool, claim.id()));
        } catch (IOException e) {
            LOG.error(
                    "What is known of the try of entry {} could not be kept; a crash now would leave it in doubt",
                    claim.id(),
                    e);
        }
    }

    private static EntryLog.Try tried(EntryId id, SubmittedMail arrival, BriefRetry.Result result, Instant due) {
        return new EntryLog.Try(
                id,
                arrival.submission().envelope().sender(),
                arrival.account().name(),
                arrival.account().mailbox(),
                result.attempts(),
                Duration.ZERO,
                result.outcome().road(),
                result.outcome().trace(),
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
