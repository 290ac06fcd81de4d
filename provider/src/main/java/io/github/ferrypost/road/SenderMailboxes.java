package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What a process knows about the mailboxes of {@code mailbox = *}: which are in use, and which the app cannot send from,
 * so that the fallback account sends instead. Safe for use by many threads.
 */
public final class SenderMailboxes {
    /**
     * How many mailboxes a process uses at most; each has its own connections, limits and pauses, some 10 kB. Clients name
     * the senders, so without a limit they could fill the memory. A large tenant's departments and machines fit.
     */
    public static final int MOST = 1000;

    /** A new mailbox or permission takes effect within this time or two (RBAC for Applications: up to two hours). */
    public static final Duration UNKNOWN_FOR = Duration.ofHours(1);

    /** The note of a submission that the fallback account has taken over: a draft of it is in that mailbox. */
    public static final String NOTE = "fallback";

    private static final Set<String> NO_MAILBOX = Set.of("5.2.1", "5.7.1", "5.7.3", "4.2.1");

    private static final Status TOO_MANY = Status.later(
            FailureScope.SESSION,
            Reply.of(451, "4.3.2", "Ferrypost sends from " + MOST + " mailboxes already, and from no other")
                    .withRemedy("Set ferrypost.fallback, or restart Ferrypost."));

    private final Clock clock;
    private final Set<Account> inUse = ConcurrentHashMap.newKeySet();
    private final Set<Account> proven = ConcurrentHashMap.newKeySet();
    private final Map<Account, Instant> unknown = new ConcurrentHashMap<>();

    public SenderMailboxes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Attempts delivery by the account, or by its fallback if its mailbox is unknown or turns out to be.
     *
     * @param hasDelivered whether this mailbox has ever delivered: then a refusal passes, and the fallback does not take
     *     over
     * @param attempt sends the submission by the account once
     */
    public Outcome carry(
            Submission submission,
            Account account,
            boolean hasDelivered,
            BiFunction<Submission, Account, Outcome> attempt) {
        if (!account.isOfOneSender()) {
            return attempt.apply(submission, account);
        }
        try {
            boolean taken = submission.notes().get(NOTE).isPresent();
            Optional<Account> fallback = account.sending().fallback();
            if (fallback.isPresent() && (taken || !now(account).equals(account))) {
                return byFallback(submission, fallback.get(), attempt);
            }
            if (!isInUse(account)) {
                return Outcome.all(submission.envelope().recipients(), TOO_MANY, "", "");
            }
            Outcome outcome = attempt.apply(submission, account);
            boolean takesOver = learn(account, outcome, hasDelivered) && fallback.isPresent();
            return takesOver ? byFallback(submission, fallback.get(), attempt) : outcome;
        } catch (IOException e) {
            return Outcome.all(submission.envelope().recipients(), RoadChooser.unreadable(e), "", "");
        }
    }

    private static Outcome byFallback(
            Submission submission, Account fallback, BiFunction<Submission, Account, Outcome> attempt)
            throws IOException {
        SenderRewriting rewriting =
                SenderRewriting.of(submission, fallback.sending().from(), fallback);
        if (rewriting.refusal().isPresent()) {
            return Outcome.all(
                    submission.envelope().recipients(), rewriting.refusal().get(), "", "");
        }
        submission.notes().put(NOTE, "fallback");
        return attempt.apply(rewriting.submission(), fallback);
    }

    /** The account that sends now for this one: its fallback if its mailbox is unknown or one too many, else itself. */
    public Account now(Account account) {
        boolean usable = !account.isOfOneSender() || (!isUnknown(account) && isInUse(account));
        return usable ? account : account.sending().fallback().orElse(account);
    }

    /** The account that the submission's last attempt was made by. */
    public Account of(Submission submission, Account account) {
        try {
            boolean taken =
                    account.isOfOneSender() && submission.notes().get(NOTE).isPresent();
            return taken ? account.sending().fallback().orElse(account) : account;
        } catch (IOException e) {
            return account;
        }
    }

    private boolean isInUse(Account account) {
        return inUse.contains(account) || hasRoomFor(account);
    }

    private boolean hasRoomFor(Account account) {
        synchronized (inUse) {
            return inUse.size() < MOST && inUse.add(account);
        }
    }

    private boolean isUnknown(Account account) {
        Instant until = unknown.get(account);
        return until != null && clock.instant().isBefore(until);
    }

    /** Returns whether the mailbox has turned out to be unknown. */
    private boolean learn(Account account, Outcome outcome, boolean hasDelivered) {
        // the bridge's own pauses tell nothing new
        boolean none = !outcome.road().isEmpty();
        for (Status status : outcome.byRecipient().values()) {
            if (status.isAccepted()) {
                proven.add(account);
            }
            none &= saysUnknown(status);
        }
        boolean isNew = none && !hasDelivered && !proven.contains(account);
        if (isNew) {
            unknown.put(account, clock.instant().plus(UNKNOWN_FOR));
        }
        return isNew;
    }

    private static boolean saysUnknown(Status status) {
        return status.blame() == FailureScope.MAILBOX
                && NO_MAILBOX.contains(status.reply().enhanced().toString());
    }

    /** Forgets the accounts that changed settings no longer have, so that they do not count. */
    public void keepOnly(Predicate<Account> present) {
        List.of(inUse, proven, unknown.keySet()).forEach(accounts -> accounts.removeIf(present.negate()));
    }

    /** The accounts of the mailboxes in use. */
    public List<Account> inUse() {
        return new ArrayList<>(inUse);
    }
}
