package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Client;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Incoming;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
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
 * Tries at once, while the client waits. What Microsoft accepts needs no storing; what it refuses for good the client
 * learns at once; all else is stored durably, answered with 250, and left to the {@link Courier}. With a patience of zero
 * nothing is tried first, and everything is stored: {@code accept = queue}.
 */
final class FirstTry implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(FirstTry.class);
    private static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The message cannot be stored here, try again later");

    private final Attempts attempts;
    private final Spool spool;
    private final Courier courier;
    private final Trial trial;
    private final Duration patience;
    private final Executor executor;
    private final EntryLog log;
    private final Clock clock;
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();

    FirstTry(
            Attempts attempts,
            Spool spool,
            Courier courier,
            Trial trial,
            Duration patience,
            Executor executor,
            EntryLog log,
            Clock clock) {
        this.attempts = attempts;
        this.spool = spool;
        this.courier = courier;
        this.trial = trial;
        this.patience = patience;
        this.executor = executor;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Receipt take(Arrival arrival) {
        if (patience.isZero()) {
            Receipt receipt = receipt(keep(incoming(arrival, new FirstNotes()), Optional.empty()), "Queued");
            arrival.release().run();
            return receipt;
        }
        FirstNotes notes = new FirstNotes();
        Submission submission = new Submission(
                        arrival.submission().envelope(), arrival.submission().message(), notes)
                .with(arrival.submission().dsn());
        CompletableFuture<Outcome> attempt =
                CompletableFuture.supplyAsync(() -> attempts.attempt(submission, arrival.account()), executor);
        try {
            CompletableFuture.anyOf(attempt, hurry).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // how it stands with the try, the try itself says
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return attempt.isDone()
                ? ended(arrival, submission, attempt, notes)
                : overdue(arrival, submission, attempt, notes);
    }

    /** After so long no client waits for a first try any more: what is under way is stored, while it goes on. */
    void hurry(Duration left) {
        var unused = hurry.completeOnTimeout(null, left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Receipt settle(Arrival arrival, Submission tried, Outcome outcome, FirstNotes notes) {
        Ruling ruling = attempts.ruling(outcome, arrival.account());
        if (ruling.isRefused()) {
            attempts.abandon(tried, arrival.account());
        }
        if (ruling.isDone() || ruling.isRefused()) {
            log.decided(arrival.account().name(), ruling);
            return new Receipt(Direct.reply(outcome), outcome.road(), outcome.trace());
        }
        Instant now = clock.instant();
        Instant due = ruling.pending().isEmpty() ? now : due(outcome, ruling.obstacle(), now);
        String what = ruling.done().isEmpty() ? "Queued" : "Sent in part, the rest is queued";
        Incoming incoming = incoming(arrival, notes).withFirstTry(statuses(outcome, ruling), due);
        Optional<EntryId> id = keep(incoming, Optional.of(ruling));
        id.ifPresent(entry -> log.tried(tried(entry, arrival, outcome, due), ruling));
        if (id.isEmpty() && ruling.done().isEmpty()) {
            attempts.abandon(tried, arrival.account());
        }
        if (id.isPresent() || ruling.done().isEmpty()) {
            return receipt(id, what);
        }
        // 4xx would make the client send again to those who have it
        log.decided(arrival.account().name(), ruling);
        LOG.error("ALERT: not stored and so lost for {}, while others of the same mail have it", ruling.open());
        return new Receipt(Direct.reply(outcome), outcome.road(), outcome.trace());
    }

    /** What was not even tried waits as long as the gate said and not by chance longer: its pace is kept by the courier. */
    private Instant due(Outcome outcome, Status obstacle, Instant now) {
        Optional<Duration> wait = outcome.road().isEmpty() ? obstacle.retryAfter() : Optional.empty();
        return wait.map(now::plus).orElseGet(() -> trial.next(1, obstacle, now));
    }

    private static Map<String, Status> statuses(Outcome outcome, Ruling ruling) {
        Map<String, Status> statuses = new LinkedHashMap<>(outcome.byRecipient());
        statuses.putAll(ruling.open());
        return statuses;
    }

    /** The try goes on while the client has its 250; its end settles what is stored here. */
    private Receipt overdue(Arrival arrival, Submission tried, CompletableFuture<Outcome> attempt, FirstNotes notes) {
        Claim claim;
        try {
            claim = spool.storeClaimed(incoming(arrival, notes), Courier.LEASE);
        } catch (SpoolException e) {
            LOG.error("ALERT: the spool takes no mail; a client has to wait for the end of its first try", e);
            return ended(arrival, tried, attempt, notes);
        }
        courier.watch(claim);
        keepNotes(notes, claim);
        var unused = attempt.whenComplete((outcome, failure) -> {
            courier.end(claim, outcome, failure);
            arrival.release().run();
        });
        return queued(claim.id(), "Queued while the first try goes on");
    }

    /** Waits for the end of the try, where it is not there yet, and has the client hear of it. */
    private Receipt ended(Arrival arrival, Submission tried, CompletableFuture<Outcome> attempt, FirstNotes notes) {
        try {
            Receipt receipt = settle(arrival, tried, attempt.get(), notes);
            arrival.release().run();
            return receipt;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("ALERT: a try by {} was not waited for, and its mail is not stored", arrival.account(), e);
            // the try goes on, and reads the bytes
            var unused =
                    attempt.whenComplete((outcome, failure) -> arrival.release().run());
            return receipt(Optional.empty(), "");
        } catch (ExecutionException e) {
            LOG.error("A try by {} failed inside the bridge", arrival.account(), e.getCause());
            Receipt receipt = receipt(keep(incoming(arrival, notes).withDoubt(), Optional.empty()), "Queued");
            arrival.release().run();
            return receipt;
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

    private static EntryLog.Try tried(EntryId id, Arrival arrival, Outcome outcome, Instant due) {
        return new EntryLog.Try(
                id,
                arrival.submission().envelope().sender(),
                arrival.account().name(),
                arrival.account().mailbox(),
                1,
                Duration.ZERO,
                outcome.road(),
                outcome.trace(),
                Optional.of(due));
    }

    /** Nothing where it cannot be stored. */
    private Optional<EntryId> keep(Incoming incoming, Optional<Ruling> ruling) {
        EntryId id;
        try {
            id = spool.store(incoming);
        } catch (SpoolException e) {
            LOG.error("ALERT: the spool takes no mail", e);
            return Optional.empty();
        }
        try {
            if (ruling.isPresent()) {
                trial.holdIfInDoubt(id, incoming.account(), incoming.envelope().sender(), ruling.get());
            }
        } catch (SpoolException e) {
            LOG.warn("Entry {} could not be held; its next try sees to it", id, e);
        }
        courier.wake();
        return Optional.of(id);
    }

    private static Receipt receipt(Optional<EntryId> id, String what) {
        return id.map(entry -> queued(entry, what)).orElseGet(() -> new Receipt(NO_ROOM, "", ""));
    }

    private static Receipt queued(EntryId id, String what) {
        return new Receipt(Reply.of(250, "2.0.0", what + " as " + id), "", "", id.toString());
    }

    private Incoming incoming(Arrival arrival, FirstNotes notes) {
        return Incoming.of(
                        arrival.account().name(),
                        arrival.submission().envelope(),
                        arrival.submission().message(),
                        clock.instant())
                .withClient(new Client(arrival.login(), arrival.address()))
                .withDsn(arrival.submission().dsn().parameters())
                .withNotes(notes.all());
    }

    @Override
    public boolean hasRoom(long bytes) {
        return spool.hasRoom(bytes);
    }

    @Override
    public long largest(Account account) {
        return attempts.largest(account);
    }
}
