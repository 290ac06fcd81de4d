package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The one reply that an SMTP client gets for all recipients of a message. A pure function. */
final class OutcomeReply {
    /** How many recipients a reply names; the log names all. */
    private static final int MOST_NAMED = 10;

    private OutcomeReply() {}

    /** The reply for an outcome: accepted if any recipient was, else in doubt, else transient, else permanent. */
    static Reply of(Outcome outcome) {
        int all = outcome.byRecipient().size();
        List<String> accepted = outcome.recipients(Verdict.ACCEPTED);
        if (accepted.size() == all) {
            return Reply.of(250, "2.0.0", "Accepted by Microsoft 365" + way(outcome));
        }
        if (!accepted.isEmpty()) {
            return partly(outcome, accepted.size());
        }
        for (Verdict verdict : List.of(Verdict.IN_DOUBT, Verdict.TRANSIENT, Verdict.PERMANENT)) {
            List<String> such = outcome.recipients(verdict);
            if (!such.isEmpty()) {
                Status status = Objects.requireNonNull(outcome.byRecipient().get(such.get(0)));
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
