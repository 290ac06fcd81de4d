package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.List;
import java.util.Map;
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

    /** How many recipients a reply names; the log names all. */
    private static final int MOST_NAMED = 10;

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
            outcome.byRecipient()
                    .forEach((recipient, status) -> status.reply()
                            .detail()
                            .ifPresent(detail -> LOG.info("Detail for <{}> by {}: {}", recipient, account, detail)));
        }
        return new AcceptResult(reply(outcome), outcome.road(), outcome.trace());
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

    /** The reply for an outcome: accepted if any recipient was, else in doubt, else transient, else permanent. */
    static Reply reply(Outcome outcome) {
        int all = outcome.byRecipient().size();
        List<String> accepted = outcome.recipients(Verdict.ACCEPTED);
        if (accepted.size() == all) {
            return Reply.of(250, "2.0.0", "Accepted by Microsoft 365" + way(outcome));
        }
        if (!accepted.isEmpty()) {
            return partly(outcome, accepted.size());
        }
        for (Verdict verdict : List.of(Verdict.IN_DOUBT, Verdict.LATER, Verdict.NEVER)) {
            List<String> such = outcome.recipients(verdict);
            if (!such.isEmpty()) {
                Status status = outcome.byRecipient().get(such.get(0));
                return verdict == Verdict.IN_DOUBT ? doubtful(status.reply()) : status.reply();
            }
        }
        throw new IllegalStateException("outcome without a verdict: " + outcome);
    }

    private static Reply partly(Outcome outcome, int accepted) {
        StringBuilder text = new StringBuilder("Accepted by Microsoft 365 for ")
                .append(accepted)
                .append(" of ")
                .append(outcome.byRecipient().size())
                .append(" recipients")
                .append(way(outcome))
                .append("; NOT sent to:");
        int named = 0;
        for (Map.Entry<String, Status> each : outcome.byRecipient().entrySet()) {
            Reply reply = each.getValue().reply();
            if (each.getValue().isAccepted()) {
                continue;
            }
            LOG.error("Message delivered to some recipients, but not to <{}>: {}", each.getKey(), reply);
            if (named++ < MOST_NAMED) {
                text.append(" <")
                        .append(each.getKey())
                        .append("> (")
                        .append(reply)
                        .append(')');
            }
        }
        if (named > MOST_NAMED) {
            text.append(" and ").append(named - MOST_NAMED).append(" more, see the bridge's log");
        }
        return Reply.of(250, "2.0.0", text.toString());
    }

    /** RFC 3463: x.4.2, bad connection. */
    private static Reply doubtful(Reply reply) {
        return Reply.of(
                        451,
                        "4.4.2",
                        "The connection failed before Microsoft 365 answered; the message may have been sent: "
                                + reply.text())
                .withDetail(reply.detail().orElse(""))
                .withRemedy(reply.remedy().orElse("Look in the mailbox's Sent Items before you send it again."));
    }

    private static String way(Outcome outcome) {
        String road = outcome.road().isEmpty() ? "" : " by " + outcome.road();
        return outcome.trace().isEmpty() ? road : road + ", trace " + outcome.trace();
    }
}
