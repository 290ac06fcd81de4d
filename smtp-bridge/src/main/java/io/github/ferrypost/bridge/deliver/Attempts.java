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
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Roads roads;
    private final Gate gate;
    private final Trust trust;
    private final Ledger ledger;

    Attempts(Roads roads, Gate gate, Trust trust, Ledger ledger) {
        this.roads = roads;
        this.gate = gate;
        this.trust = trust;
        this.ledger = ledger;
    }

    /** Tries, or says why the mailbox is not asked now. */
    Outcome attempt(Submission submission, Account account) {
        Optional<Status> hindrance = gate.pass(account);
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
        Status telling = outcome.first();
        if (outcome.byRecipient().values().stream().anyMatch(Status::isAccepted)) {
            trust.delivered(account);
            gate.learn(account, accepted(outcome));
        } else if (gate.learn(account, telling)) {
            LOG.error(
                    "ALERT: {} fails for its own fault and is asked seldom from now on: {}", account, telling.reply());
        }
        return outcome;
    }

    private static Status accepted(Outcome outcome) {
        return outcome.byRecipient().values().stream()
                .filter(Status::isAccepted)
                .findFirst()
                .orElseThrow();
    }

    /** The submission is not tried any more. */
    void abandon(Submission submission, Account account) {
        roads.abandon(submission, account);
    }

    /** What an outcome means, by whether the account has ever delivered. */
    Ruling ruling(Outcome outcome, Account account) {
        return Ruling.of(outcome, trust.in(account));
    }

    /** How many tries may be made now for this account, at most {@code most}. */
    int room(Account account, int most) {
        return gate.room(account, most);
    }

    /** Why the account is not asked now; asking changes nothing. */
    Optional<Rest> rest(Account account) {
        return gate.rest(account);
    }

    long largest(Account account) {
        return roads.largest(account);
    }
}
