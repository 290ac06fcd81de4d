package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to deliver a claimed entry, and the settlement of its claim. Safe for use by many threads. */
final class QueuedDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedDelivery.class);
    private static final String CRASHES = "the bridge's process ended " + DeliveryLimits.MOST_CRASHES
            + " times during an attempt of this entry: look in the log and in Sent Items, then release or"
            + " remove the entry";

    /**
     * For an entry that a dead process or a lost answer left in doubt and that policy does not resend automatically.
     */
    private static final Status NOT_SENT_AGAIN = Status.inDoubt(Reply.of(
            451, "4.4.2", "The message may have arrived; the bridge does not send it again unless you release it"));

    private final Spool spool;
    private final Supplier<DeliveryRules> rules;
    private final DeliveryAttempts attempts;
    private final RetrySchedule schedule;
    private final RunningTime running;
    private final Clock clock;
    private final EntryLog log;

    QueuedDelivery(
            Spool spool,
            Supplier<DeliveryRules> rules,
            DeliveryAttempts attempts,
            RetrySchedule schedule,
            RunningTime running,
            EntryLog log,
            Clock clock) {
        this.spool = spool;
        this.rules = rules;
        this.attempts = attempts;
        this.schedule = schedule;
        this.running = running;
        this.log = log;
        this.clock = clock;
    }

    /** Attempts to deliver an entry. Returns every failure in the result, so that the claim can always be settled. */
    AttemptResult attempt(Claim claim) {
        try {
            return tryOnce(claim);
        } catch (SpoolException e) {
            // nothing has been sent yet
            return AttemptResult.of(Outcome.all(recipients(claim), unreadable(e), "", ""));
        } catch (Throwable e) {
            LOG.error("Internal error during an attempt of entry {}", claim.id(), e);
            return AttemptResult.failed(e);
        }
    }

    private AttemptResult tryOnce(Claim claim) throws SpoolException {
        Entry entry = claim.entry();
        if (entry.open().isEmpty()) {
            return AttemptResult.NOTHING_LEFT;
        }
        Envelope envelope = entry.open().get();
        Optional<Account> account = account(entry);
        if (account.isEmpty()) {
            return AttemptResult.of(Outcome.all(envelope.recipients(), noAccount(entry), "", ""));
        }
        if (entry.faults() >= DeliveryLimits.MOST_CRASHES && !entry.forced()) {
            return AttemptResult.held(Outcome.all(envelope.recipients(), NOT_SENT_AGAIN, "", ""), CRASHES);
        }
        if (entry.inDoubt() && !canBeAsked(claim.id())) {
            if (!entry.forced() && DoubtPolicy.holds(account, entry.doubts())) {
                return AttemptResult.held(Outcome.all(envelope.recipients(), NOT_SENT_AGAIN, "", ""), DoubtPolicy.HELD);
            }
            log.sentAgain(entry);
        }
        return AttemptResult.of(attempts.attempt(submission(claim), account.get(), entry.forced()));
    }

    /** Settles the claim according to the attempt's result. May be called again if it throws. */
    void settle(Claim claim, AttemptResult tried) throws SpoolException {
        Entry entry = claim.entry();
        Instant now = clock.instant();
        boolean provable = canBeAsked(claim.id());
        // the bridge accepted the message earlier, so an error of the account is transient and not yet the sender's
        // concern
        OutcomeSplit ruling = tried.fault()
                .map(fault -> failure(claim, fault))
                .or(tried::outcome)
                .map(known -> OutcomeSplit.of(known, true))
                .orElse(OutcomeSplit.NONE);
        boolean unprovable = ruling.isInDoubt()
                && !provable
                && (tried.wasAsked() || tried.fault().isPresent());
        Settlement settlement = settlement(claim, tried, ruling, provable, now);
        if (settlement.next() == Settlement.Next.RETRY) {
            int doubts = entry.doubts() + (unprovable ? 1 : 0);
            boolean stays = ruling.isInDoubt() && !provable && DoubtPolicy.holds(account(entry), doubts);
            String hold = stays && tried.hold().isEmpty() ? DoubtPolicy.HELD : tried.hold();
            settlement = hold.isEmpty() ? settlement : settlement.holding(hold);
        } else if (!ruling.pending().isEmpty()) {
            abandon(claim);
        }
        boolean holds = spool.settle(claim, unprovable ? settlement.withUnprovableDoubt() : settlement);
        tell(claim, tried, ruling, settlement, holds);
    }

    private Settlement settlement(
            Claim claim, AttemptResult tried, OutcomeSplit ruling, boolean provable, Instant now) {
        Entry entry = claim.entry();
        if (tried.fault().isPresent() && entry.faults() + 1 >= DeliveryLimits.MOST_FAULTS) {
            return Settlement.dead(
                    "internal error in " + (entry.faults() + 1) + " attempts, see the bridge's log: "
                            + tried.fault().get(),
                    ruling.pending());
        }
        Instant next = schedule.next(ruling, entry.tries(), tried.wasAsked(), provable, now);
        SettlementPolicy.Moment moment = new SettlementPolicy.Moment(now, running.get(), next);
        DeliveryRules current = rules.get();
        SettlementPolicy ending = current.accounts().named(entry.account()).isPresent()
                ? current.ending()
                : current.ending().withoutEnd();
        Settlement settlement =
                ending.of(entry, ruling, moment, refused -> current.reports().on(claim, refused, now));
        return tried.fault().isPresent() ? settlement.withFault() : settlement;
    }

    /**
     * Deletes the draft of an entry that is given up: it would stay in the mailbox for ever, or a user could send it.
     */
    private void abandon(Claim claim) {
        account(claim.entry()).ifPresent(account -> attempts.abandon(submission(claim), account));
    }

    /** Empty if the settings no longer have the account: the entry then waits until they have it again. */
    private Optional<Account> account(Entry entry) {
        return rules.get().accounts().named(entry.account());
    }

    private Submission submission(Claim claim) {
        return new Submission(claim.entry().open().orElseThrow(), claim.message(), new SpoolNotes(spool, claim.id()))
                .with(Dsn.of(claim.entry().dsn()));
    }

    /** Whether a road has recorded what it did and will check before it sends again. */
    private boolean canBeAsked(EntryId id) throws SpoolException {
        return DoubtPolicy.isProvable(spool.notes(id));
    }

    private void tell(Claim claim, AttemptResult tried, OutcomeSplit ruling, Settlement settlement, boolean holds) {
        Entry entry = claim.entry();
        Optional<Outcome> outcome = tried.outcome();
        if (!holds) {
            log.removed(entry, outcome.map(Outcome::toString).orElse("no recipients left to send to"));
            return;
        }
        Duration age = Duration.between(entry.arrivedAt(), clock.instant());
        log.tried(
                new EntryLog.Try(
                        claim.id(),
                        entry.sender(),
                        entry.account(),
                        account(entry).map(Account::mailbox).orElse(entry.account()),
                        entry.tries(),
                        age.isNegative() ? Duration.ZERO : age,
                        outcome.map(Outcome::road).orElse(""),
                        outcome.map(Outcome::trace).orElse(""),
                        isTriedAgain(settlement) ? Optional.of(settlement.due()) : Optional.empty()),
                ruling);
        log.settled(entry, settlement);
    }

    private static boolean isTriedAgain(Settlement settlement) {
        return settlement.next() == Settlement.Next.RETRY || settlement.next() == Settlement.Next.HOLD;
    }

    private static List<String> recipients(Claim claim) {
        return claim.entry().open().orElseThrow().recipients();
    }

    /** A doubt stays one, because the account may come back. */
    private static Status noAccount(Entry entry) {
        String name = entry.account().isEmpty() ? "without a name" : entry.account();
        Reply reply = Reply.of(451, "4.3.5", "The settings have no account " + name)
                .withRemedy("Add the account again, or remove the message from the queue.");
        return entry.inDoubt() ? Status.inDoubt(reply) : Status.later(FailureScope.ACCOUNT, reply);
    }

    private static Status unreadable(SpoolException e) {
        return Status.later(
                FailureScope.MESSAGE, Reply.of(451, "4.3.0", "The bridge cannot read its queue: " + e.getMessage()));
    }

    /** For an attempt that ended in a bug of the bridge: how far it came is unknown. */
    private static Outcome failure(Claim claim, Throwable fault) {
        Status status = Status.inDoubt(Reply.of(
                451,
                "4.3.0",
                "Internal error during the attempt, see the bridge's log: "
                        + fault.getClass().getSimpleName()));
        return Outcome.all(recipients(claim), status, "", "");
    }
}
