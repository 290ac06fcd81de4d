package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at a time: past the gate, by the roads, and what came of it is learnt. All tries of the bridge are made here,
 * whether a client waits for them or not. Safe for use by many threads.
 */
final class DeliveryAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryAttempts.class);

    private final Roads roads;
    private final SendPermit gate;
    private final DeliveryHistory trust;
    private final DeliveryListener ledger;

    DeliveryAttempts(Roads roads, SendPermit gate, DeliveryHistory trust, DeliveryListener ledger) {
        this.roads = roads;
        this.gate = gate;
        this.trust = trust;
        this.ledger = ledger;
    }

    /** Tries, or says why the mailbox is not asked now. */
    Outcome attempt(Submission submission, Account account) {
        return attempt(submission, account, false);
    }

    /** @param forced whether an operator asked for it, so that it is made in any case */
    Outcome attempt(Submission submission, Account account, boolean forced) {
        Optional<Status> hindrance = gate.pass(account, forced ? AttemptPriority.PAST_ALL : insist(account));
        if (hindrance.isPresent()) {
            return Outcome.all(submission.envelope().recipients(), hindrance.get(), "", "");
        }
        long begin = System.nanoTime();
        Outcome outcome;
        try {
            outcome = roads.carry(submission, account);
        } finally {
            gate.end(account);
        }
        ledger.tried(account, outcome, Duration.ofNanos(System.nanoTime() - begin));
        learn(account, outcome);
        return outcome;
    }

    private void learn(Account account, Outcome outcome) {
        Optional<Status> accepted = outcome.byRecipient().values().stream()
                .filter(Status::isAccepted)
                .findFirst();
        if (accepted.isPresent()) {
            trust.delivered(account);
            gate.learn(account, accepted.get());
        }
        Status telling = outcome.first();
        if (!telling.isAccepted() && gate.learn(account, telling)) {
            LOG.error(
                    "ALERT: {} fails for a fault that does not go away by itself, {} times in a row; the bridge asks"
                            + " Microsoft seldom until an attempt succeeds: {}",
                    account,
                    CircuitBreaker.THRESHOLD,
                    telling.reply());
        }
    }

    /** The faults of an account that has never delivered are those of a set-up, and a person waits for each answer. */
    private AttemptPriority insist(Account account) {
        return trust.in(account) ? AttemptPriority.NO : AttemptPriority.PAST_PAUSES;
    }

    boolean hasDelivered(Account account) {
        return trust.in(account);
    }

    /** The submission is not tried any more. */
    void abandon(Submission submission, Account account) {
        roads.abandon(submission, account);
    }

    /** What an outcome means, by whether the account has ever delivered. */
    OutcomeSplit ruling(Outcome outcome, Account account) {
        return OutcomeSplit.of(outcome, trust.in(account));
    }

    /** How many tries may be made now for this account, at most {@code most}; negative while it is paused. */
    int room(Account account, int most) {
        return gate.room(account, most, trust.isKnownOf(account) ? AttemptPriority.NO : AttemptPriority.PAST_PAUSES);
    }

    /** Why the account is not asked now; asking changes nothing. */
    Optional<Suspension> rest(Account account) {
        return trust.isKnownOf(account) ? gate.rest(account) : Optional.empty();
    }

    long largest(Account account) {
        return roads.largest(account);
    }
}
