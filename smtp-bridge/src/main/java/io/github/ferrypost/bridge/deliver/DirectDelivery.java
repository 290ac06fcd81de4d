package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each message while its client waits, and stores nothing. What cannot be delivered now gets 4xx, so that the
 * client retries. So does an error of the account itself, once the account has delivered: a person will fix it, and a
 * client that gets 5xx drops the message.
 *
 * <p>One reply covers all recipients. If any was accepted it has to be 250, because any other reply makes the client
 * send to all of them again. That reply then names the refused recipients, and the log records them as an error,
 * because this mode cannot send a bounce. Safe for use by many threads.
 */
final class DirectDelivery implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDelivery.class);

    private static final Reply FAILED =
            Reply.of(451, "4.3.0", "Internal error, see the bridge's log; the message may have been sent");

    private final DeliveryAttempts attempts;
    private final BriefRetry briefRetry;
    private final EntryLog log;
    private final DiskRoom disk;

    /** @param disk holds incoming messages that are too large for memory */
    DirectDelivery(DeliveryAttempts attempts, BriefRetry briefRetry, EntryLog log, DiskRoom disk) {
        this.attempts = attempts;
        this.briefRetry = briefRetry;
        this.log = log;
        this.disk = disk;
    }

    @Override
    public AcceptResult take(SubmittedMail arrival) {
        Account account = arrival.account();
        boolean trusted = attempts.hasDelivered(account);
        Outcome outcome;
        try {
            outcome = OutcomeSplit.softened(attempt(arrival), trusted);
        } catch (RuntimeException | Error e) {
            LOG.error("Internal error during a delivery attempt by {}", account, e);
            arrival.release().run();
            return new AcceptResult(FAILED, "", "");
        }
        if (outcome.recipients(Verdict.ACCEPTED).isEmpty()) {
            // the client resends the message as a new one, so the draft would never be used again
            attempts.abandon(arrival.submission(), account);
        }
        log.decided(account.name(), OutcomeSplit.of(outcome, false));
        arrival.release().run();
        if (!outcome.isAccepted()) {
            logUnsent(outcome);
            outcome.byRecipient()
                    .forEach((recipient, status) -> status.reply()
                            .detail()
                            .ifPresent(detail -> LOG.info("Detail for <{}> by {}: {}", recipient, account, detail)));
        }
        return new AcceptResult(OutcomeReply.of(outcome), outcome.road(), outcome.trace());
    }

    /** A mail that some recipients have gets 250, so the log is the only record of the others. */
    private static void logUnsent(Outcome outcome) {
        if (outcome.recipients(Verdict.ACCEPTED).isEmpty()) {
            return;
        }
        outcome.byRecipient().forEach((recipient, status) -> {
            if (!status.isAccepted()) {
                LOG.error("Message delivered to some recipients, but not to <{}>: {}", recipient, status.reply());
            }
        });
    }

    private Outcome attempt(SubmittedMail arrival) {
        return briefRetry
                .run(() -> attempts.attempt(arrival.submission(), arrival.account()), DeliveryLimits.DIRECT_PATIENCE)
                .outcome();
    }

    @Override
    public boolean hasRoom(long bytes) {
        return disk.hasRoom(bytes);
    }

    @Override
    public long largest(Account account) {
        return attempts.largest(account);
    }
}
