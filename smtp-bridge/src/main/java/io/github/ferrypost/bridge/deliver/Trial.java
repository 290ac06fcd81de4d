package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.InDoubt;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of an entry that is claimed, and what becomes of the entry. Safe for use by many threads. */
final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final String IN_DOUBT =
            "it may have arrived: look into the mailbox's sent items, then release or remove it";

    /** For what a process that died, or an answer that was lost, left in doubt, where the policy is to hold it. */
    private static final Status NOT_SENT_AGAIN =
            Status.inDoubt(Reply.of(451, "4.4.2", "It may have arrived, and is not sent again by itself"));

    private final Spool spool;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Reports reports;
    private final Backoff backoff;
    private final Ending ending;
    private final Clock clock;
    private final EntryLog log;
    private final RandomGenerator random = RandomGenerator.of("SplittableRandom");

    Trial(
            Spool spool,
            Accounts accounts,
            Attempts attempts,
            Reports reports,
            Backoff backoff,
            Ending ending,
            EntryLog log,
            Clock clock) {
        this.spool = spool;
        this.accounts = accounts;
        this.attempts = attempts;
        this.reports = reports;
        this.backoff = backoff;
        this.ending = ending;
        this.log = log;
        this.clock = clock;
    }

    /** @param tried run when Microsoft is done with it, however that ended; what is left is the spool's */
    void run(Claim claim, Runnable tried) throws SpoolException, IOException {
        Optional<Outcome> outcome;
        try {
            outcome = attempt(claim);
        } finally {
            tried.run();
        }
        settle(claim, outcome);
    }

    /** What a try of the entry comes to; nothing where there is nobody left to send to. */
    private Optional<Outcome> attempt(Claim claim) throws SpoolException, IOException {
        Entry entry = claim.entry();
        if (entry.open().isEmpty()) {
            return Optional.empty();
        }
        Envelope envelope = entry.open().get();
        Optional<Account> account = accounts.named(entry.account());
        if (account.isEmpty()) {
            return Optional.of(Outcome.all(envelope.recipients(), noAccount(entry.account()), "", ""));
        }
        if (entry.inDoubt() && !canBeAsked(claim.id())) {
            if (account.get().inDoubt() == InDoubt.HOLD) {
                return Optional.of(Outcome.all(envelope.recipients(), NOT_SENT_AGAIN, "", ""));
            }
            log.sentAgain(entry);
        }
        return Optional.of(attempts.attempt(submission(claim), account.get()));
    }

    /** Ends the claim by what the try came to. */
    void settle(Claim claim, Optional<Outcome> outcome) throws SpoolException {
        Entry entry = claim.entry();
        Instant now = clock.instant();
        // the mail was accepted here once, so that its account's faults are no news to its sender
        Ruling ruling = outcome.map(known -> Ruling.of(known, true)).orElse(Ruling.NONE);
        Instant next = ruling.pending().isEmpty() ? now : next(entry.tries(), ruling.obstacle(), now);
        Settlement settlement = ending.of(entry, ruling, now, next, refused -> reports.on(claim, refused, now));
        if (settlement.next() != Settlement.Next.RETRY && !ruling.pending().isEmpty()) {
            abandon(claim);
        }
        boolean holds = spool.settle(claim, settlement);
        if (holds && settlement.next() == Settlement.Next.RETRY) {
            holdIfInDoubt(claim.id(), entry.account(), entry.sender(), ruling);
        }
        tell(claim, outcome, ruling, settlement, holds);
    }

    /** Given up: a draft that is left would lie in the mailbox for ever, or be sent by somebody who finds it. */
    private void abandon(Claim claim) {
        accounts.named(claim.entry().account()).ifPresent(account -> attempts.abandon(submission(claim), account));
    }

    private Submission submission(Claim claim) {
        return new Submission(claim.entry().open().orElseThrow(), claim.message(), new SpoolNotes(spool, claim.id()))
                .with(Dsn.of(claim.entry().dsn()));
    }

    /** When to try again after so many tries. */
    Instant next(int tries, Status last, Instant now) {
        return backoff.next(tries, last, now, random);
    }

    /** What may have arrived and cannot be asked after waits for an operator, where the account's policy says so. */
    void holdIfInDoubt(EntryId id, String accountName, String sender, Ruling ruling) throws SpoolException {
        boolean hold = ruling.isInDoubt()
                && accounts.named(accountName)
                        .filter(account -> account.inDoubt() == InDoubt.HOLD)
                        .isPresent()
                && !canBeAsked(id);
        if (hold) {
            spool.hold(id, IN_DOUBT);
            log.held(id, accountName, sender, IN_DOUBT);
        }
    }

    /** Whether a road remembers what it did, and will ask before it sends again. */
    private boolean canBeAsked(EntryId id) throws SpoolException {
        return spool.notes(id).values().stream().anyMatch(note -> !note.isEmpty());
    }

    private void tell(Claim claim, Optional<Outcome> outcome, Ruling ruling, Settlement settlement, boolean holds) {
        Entry entry = claim.entry();
        if (!holds) {
            log.removed(entry, outcome.map(Outcome::toString).orElse("nothing left to send"));
            return;
        }
        log.tried(
                new EntryLog.Try(
                        claim.id(),
                        entry.sender(),
                        entry.account(),
                        accounts.named(entry.account()).map(Account::mailbox).orElse(entry.account()),
                        entry.tries(),
                        Duration.between(entry.arrivedAt(), clock.instant()),
                        outcome.map(Outcome::road).orElse(""),
                        outcome.map(Outcome::trace).orElse(""),
                        settlement.next() == Settlement.Next.RETRY ? Optional.of(settlement.due()) : Optional.empty()),
                ruling);
        log.settled(entry, settlement);
    }

    private static Status noAccount(String name) {
        return Status.later(
                Blame.ACCOUNT,
                Reply.of(451, "4.3.5", "The settings have no account " + (name.isEmpty() ? "without a name" : name))
                        .withRemedy("Put it back, or remove the mail from the queue."));
    }

    /** For a try that ended in a fault of our own: nobody knows how far it had come. */
    static Status failed(Throwable failure) {
        LOG.error("A try failed inside the bridge", failure);
        return Status.inDoubt(Reply.of(451, "4.3.0", "The bridge failed at this try, see its log"));
    }
}
