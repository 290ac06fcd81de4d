package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.SenderMailboxes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes every delivery attempt of the bridge, whether a client waits for it or not: checks the permit, sends over the
 * roads, and records the outcome. Safe for use by many threads.
 */
final class DeliveryAttempts {
    private final Roads roads;
    private final SendPermit gate;
    private final DeliveryHistory trust;
    private final DeliveryListener deliveryListener;
    private final SenderMailboxes mailboxes;

    DeliveryAttempts(
            Roads roads,
            SendPermit gate,
            DeliveryHistory trust,
            DeliveryListener deliveryListener,
            SenderMailboxes mailboxes) {
        this.roads = roads;
        this.gate = gate;
        this.trust = trust;
        this.deliveryListener = deliveryListener;
        this.mailboxes = mailboxes;
    }

    /** Makes an attempt, or returns why the account may not be used now. */
    Outcome attempt(Submission submission, Account account) {
        return attempt(submission, account, false);
    }

    /** @param forced whether an operator requested the attempt, so that no limit stops it */
    Outcome attempt(Submission submission, Account account, boolean forced) {
        boolean delivered = account.isOfOneSender() && trust.in(account);
        return mailboxes.carry(submission, account, delivered, (what, by) -> attemptBy(what, by, forced));
    }

    private Outcome attemptBy(Submission submission, Account account, boolean forced) {
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
        deliveryListener.tried(account, outcome, Duration.ofNanos(System.nanoTime() - begin));
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
            alerts().clear(AlertKind.ACCOUNT_FAILING, Alert.account(account.name()));
        }
        Status telling = outcome.first();
        if (!telling.isAccepted() && gate.learn(account, telling)) {
            alerts().raise(Alert.of(
                            AlertKind.ACCOUNT_FAILING,
                            Alert.account(account.name()),
                            "circuit breaker opened for " + account + " after " + CircuitBreaker.THRESHOLD
                                    + " failures in a row that need action; the bridge attempts delivery rarely until"
                                    + " an attempt succeeds: " + telling.reply())
                    .withDetail(account.mailbox() + ": " + telling.reply()));
        }
    }

    /** An account that has never delivered is being set up, and a person waits for each answer. */
    private AttemptPriority insist(Account account) {
        return trust.in(account) ? AttemptPriority.NO : AttemptPriority.PAST_PAUSES;
    }

    /** Where deliveries report what needs a person. */
    Alerts alerts() {
        return deliveryListener.alerts();
    }

    boolean hasDelivered(Account account) {
        return trust.in(mailboxes.now(account));
    }

    /** The account that sends now for this one. */
    Account now(Account account) {
        return mailboxes.now(account);
    }

    /** Forgets the senders' mailboxes that none of these accounts has. */
    void keepSenders(Accounts accounts) {
        mailboxes.keepOnly(account -> accounts.named(account.name()).equals(Optional.of(account)));
    }

    /** The accounts of the senders' own mailboxes that are in use, for {@code mailbox = *}. */
    List<Account> ofSenders() {
        return mailboxes.inUse();
    }

    /** Ends all attempts for this submission, and removes what they left behind. */
    void abandon(Submission submission, Account account) {
        roads.abandon(submission, mailboxes.of(submission, account));
    }

    /** How many attempts this account may make now, at most {@code most}; negative while it is paused. */
    int room(Account named, int most) {
        Account account = mailboxes.now(named);
        return gate.room(account, most, trust.isKnownOf(account) ? AttemptPriority.NO : AttemptPriority.PAST_PAUSES);
    }

    /** Why the account may not be used now; changes nothing. */
    Optional<Suspension> rest(Account account) {
        // with mailbox = * the pauses of app and tenant show here, those of single mailboxes do not
        return trust.isKnownOf(account) || account.isOfEachSender() ? gate.rest(account) : Optional.empty();
    }

    /** Ends all pauses of the account, because what caused them may be repaired. */
    void reset(Account account) {
        gate.reset(account);
    }

    /** @param perMinute messages of each mailbox by SMTP; empty for no limit */
    void pace(OptionalInt perMinute) {
        gate.limit(perMinute.orElse(0));
    }

    long largest(Account account) {
        return roads.largest(account);
    }
}
