package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.road.SenderRewriting;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Attempts delivery by one account's roads until every recipient is settled or the retry time is over. Most programs
 * log an exception and drop the message, so failures that pass in seconds must not reach them.
 *
 * <p>Accepted and permanently refused recipients are not retried. A recipient in doubt is retried only if a draft
 * exists, because Graph can then report what became of it before anything is sent. For one operation of one thread.
 */
final class RetriedDelivery {
    private final Roads roads;
    private final Account account;
    private final Retries retries;
    private final DebugOutput debugOutput;
    private final SenderMailboxes mailboxes;

    RetriedDelivery(Roads roads, SenderMailboxes mailboxes, Account account, Retries retries, DebugOutput debugOutput) {
        this.roads = roads;
        this.mailboxes = mailboxes;
        this.account = account;
        this.retries = retries;
        this.debugOutput = debugOutput;
    }

    /** The largest message in bytes that the account's roads accept. */
    long largest() {
        return roads.largest(account);
    }

    Status signIn() {
        Status status = roads.signIn(account);
        while (status.verdict() == Verdict.TRANSIENT && retries.await(status.retryAfter())) {
            debugRetry(status);
            status = roads.signIn(account);
        }
        return status;
    }

    /** @throws IOException if the message cannot be read, before anything was sent */
    Outcome carry(Submission submission) throws IOException {
        SenderRewriting rewriting =
                SenderRewriting.of(submission, account.sending().from(), account);
        if (rewriting.refusal().isPresent()) {
            return Outcome.all(
                    submission.envelope().recipients(), rewriting.refusal().get(), "", "");
        }
        return carryRewritten(rewriting.submission());
    }

    private Outcome carryRewritten(Submission submission) {
        Map<String, Status> known = new LinkedHashMap<>();
        Submission open = submission;
        while (true) {
            Outcome outcome = attempt(open);
            known.putAll(outcome.byRecipient());
            List<String> again = worthAnother(open, outcome);
            if (again.size() < outcome.byRecipient().size()) {
                retries.progress();
            }
            if (again.isEmpty() || !retries.await(longestRetryAfter(again, outcome))) {
                return Outcome.of(known, outcome.road(), outcome.trace());
            }
            debugRetry(status(outcome, again.get(0)));
            open = narrowed(open, again);
        }
    }

    private void debugRetry(Status failed) {
        debugOutput.line(() -> "Retrying after: " + failed);
    }

    /** Roads return values; if one throws nevertheless, the outcome is unknown. */
    private Outcome attempt(Submission submission) {
        try {
            return mailboxes.carry(submission, account, false, roads::carry);
        } catch (RuntimeException | Error e) {
            System.getLogger("io.github.ferrypost").log(System.Logger.Level.ERROR, "A road failed", e);
            Reply reply = Reply.of(
                    451, "4.3.0", "Internal error in Ferrypost: " + e.getClass().getName());
            return Outcome.all(submission.envelope().recipients(), Status.inDoubt(reply), "", "");
        }
    }

    /** If all recipients or none must get the message, one permanent refusal ends it for all. */
    private List<String> worthAnother(Submission submission, Outcome outcome) {
        if (submission.isAllOrNone() && !outcome.recipients(Verdict.PERMANENT).isEmpty()) {
            return List.of();
        }
        boolean canAsk = canAskForDraft(submission);
        return outcome.byRecipient().entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == Verdict.TRANSIENT
                        || (canAsk && entry.getValue().verdict() == Verdict.IN_DOUBT))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    private boolean canAskForDraft(Submission submission) {
        try {
            return roads.remembers(submission);
        } catch (IOException e) {
            return false; // notes in memory are always readable; other notes are not ours
        }
    }

    private static Status status(Outcome outcome, String recipient) {
        return Objects.requireNonNull(outcome.byRecipient().get(recipient), "an outcome has every recipient");
    }

    private static Optional<Duration> longestRetryAfter(List<String> recipients, Outcome outcome) {
        return recipients.stream()
                .flatMap(recipient -> status(outcome, recipient).retryAfter().stream())
                .max(Duration::compareTo);
    }

    /** A draft is for all recipients of its submission, so a subset needs a new draft. */
    private Submission narrowed(Submission submission, List<String> recipients) {
        if (recipients.size() == submission.envelope().recipients().size()) {
            return submission;
        }
        roads.abandon(submission, mailboxes.of(submission, account));
        Submission fewer = new Submission(Envelope.of(submission.envelope().sender(), recipients), submission.message())
                .with(submission.dsn());
        return submission.isAllOrNone() ? fewer.allOrNone() : fewer;
    }
}
