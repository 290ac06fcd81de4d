package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.HeaderSection;
import io.github.ferrypost.message.Sealed;
import io.github.ferrypost.message.SenderEdits;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A submission with its senders rewritten, or why that cannot be done. Each door rewrites once, before the first attempt.
 * The envelope is always rewritten. The header of a signed message never is: it goes as it is if
 * {@code ferrypost.senders} lists its From, and is refused otherwise. Immutable.
 */
public final class SenderRewriting {
    private final Submission submission;
    private final @Nullable Status refusal;

    private SenderRewriting(Submission submission, @Nullable Status refusal) {
        this.submission = submission;
        this.refusal = refusal;
    }

    /**
     * @param policy the account's, or that of a device or listener, which goes before it
     * @throws IOException if the message cannot be read
     */
    public static SenderRewriting of(Submission submission, SenderPolicy policy, Account account) throws IOException {
        if (policy.isKeep()) {
            return new SenderRewriting(submission, null);
        }
        String sender = sender(submission.envelope().sender(), policy, account);
        Envelope envelope = Envelope.of(sender, submission.envelope().recipients());
        ByteSource message = submission.message();
        Optional<HeaderSection> head = HeaderSection.read(message);
        if (head.isEmpty()) {
            return new SenderRewriting(submission, tooLarge());
        }
        SenderEdits edits = SenderEdits.of(
                head.get(),
                old -> policy.replacement(old, account.mailbox()),
                policy.name(),
                Address.parse(sender).isPresent() ? sender : account.mailbox());
        ByteSource edited = edits.applyTo(message);
        if (edited == message || !Sealed.is(message)) {
            return new SenderRewriting(submission.with(envelope, edited), null);
        }
        boolean stays = !edits.changesAddress() || MessageTraits.namesOnlySendersOf(account, head.get());
        return new SenderRewriting(submission.with(envelope, message), stays ? null : signed());
    }

    /** The envelope sender that replaces this one; the null sender stays. */
    public static String sender(String sender, SenderPolicy policy, Account account) {
        return policy.replacement(sender, account.mailbox()).orElse(sender);
    }

    /** Why the message cannot be rewritten; empty if it is. */
    public Optional<Status> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The rewritten submission. */
    public Submission submission() {
        return submission;
    }

    /** RFC 3463: X.6.2, conversion required and prohibited. */
    private static Status signed() {
        return Status.never(
                FailureScope.MESSAGE,
                Reply.of(
                                554,
                                "5.6.2",
                                "The message is signed or encrypted, so Ferrypost does not replace its From as the setting"
                                        + " from demands")
                        .withRemedy(
                                "Let the program sign as the sender that replaces it, or give the mailbox Send As for"
                                        + " this From and list it in ferrypost.senders."));
    }

    private static Status tooLarge() {
        return Status.never(
                FailureScope.MESSAGE,
                Reply.of(
                                552,
                                "5.3.4",
                                "The header section is larger than " + HeaderSection.LARGEST
                                        + " bytes, so its From cannot be replaced")
                        .withRemedy("Let the program write a shorter header."));
    }

    @Override
    public String toString() {
        return Objects.toString(refusal, submission.toString());
    }
}
