package io.github.ferrypost.transport;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a program sees of an {@link Outcome}, as Angus would report it: an event, three lists, and possibly an
 * exception. Immutable.
 */
final class TransportResult {
    /**
     * Codes by which Exchange refuses the sender, not the message: not allowed to send as it (5.7.60, or 5.2.252
     * after the message), an unacceptable syntax (5.1.7), a sender without a mailbox or blocked (5.1.8).
     * https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
     */
    private static final Set<String> SENDER_REFUSED = Set.of("5.7.60", "5.2.252", "5.1.7", "5.1.8");

    /** Tells the program to resend, because nothing here retries after the exception. */
    static final String SEND_LATER = "The message was not sent; send it again later.";

    private static final Reply LEFT_OUT = Reply.of(450, "4.5.1", "Not sent, because another recipient was refused.");

    private final int event;
    private final AddressLists lists;
    private final Reply reply;
    private final @Nullable SubmissionFailedException failure;
    private final Outcome outcome;

    private TransportResult(
            int event, AddressLists lists, Reply reply, @Nullable SubmissionFailedException failure, Outcome outcome) {
        this.event = event;
        this.lists = lists;
        this.reply = reply;
        this.failure = failure;
        this.outcome = outcome;
    }

    /** @param outcome has a status for every recipient */
    static TransportResult of(RecipientLists recipients, String sender, Outcome outcome, boolean reportSuccess) {
        List<InternetAddress> sent = new ArrayList<>();
        List<InternetAddress> unsent = new ArrayList<>();
        List<InternetAddress> invalid = new ArrayList<>();
        boolean judged = isJudgedByRecipient(recipients, outcome);
        for (InternetAddress address : recipients.addresses()) {
            Status status = statusOf(address, outcome);
            boolean refused = judged && status.verdict() == Verdict.PERMANENT;
            (status.isAccepted() ? sent : refused ? invalid : unsent).add(address);
        }
        AddressLists lists = new AddressLists(array(sent), array(unsent), array(invalid));
        if (sent.isEmpty()) {
            return judged
                    ? refusedRecipients(recipients, lists, outcome)
                    : refusedMessage(recipients, lists, sender, outcome);
        }
        Reply accepted = statusOf(sent.get(0), outcome).reply();
        boolean all = sent.size() == recipients.addresses().size();
        if (all && !reportSuccess) {
            return new TransportResult(TransportEvent.MESSAGE_DELIVERED, lists, accepted, null, outcome);
        }
        Status first = outcome.first();
        String text = all
                ? accepted.toString()
                : "Sent to some recipients only. " + first.reply()
                        + (first.verdict() == Verdict.TRANSIENT ? " Send it to the others again later." : "");
        return new TransportResult(
                TransportEvent.MESSAGE_PARTIALLY_DELIVERED,
                lists,
                accepted,
                new SubmissionFailedException(
                        ".",
                        accepted.code(),
                        text,
                        chain(recipients, outcome, status -> reportSuccess || !status.isAccepted()),
                        lists,
                        outcome),
                outcome);
    }

    /** Whether the replies are those to {@code RCPT TO}, not one reply to the whole message. */
    private static boolean isJudgedByRecipient(RecipientLists recipients, Outcome outcome) {
        Set<Status> statuses = new HashSet<>();
        for (InternetAddress address : recipients.addresses()) {
            Status status = statusOf(address, outcome);
            statuses.add(status);
            if (statuses.size() > 1 || status.blame() == FailureScope.RECIPIENT || isTooMany(status)) {
                return true;
            }
        }
        return false;
    }

    /** Too many recipients (RFC 3463 section 3.6, X.5.3): Graph reports it for the message, SMTP at RCPT TO. */
    private static boolean isTooMany(Status status) {
        return status.reply().enhanced().toString().endsWith(".5.3");
    }

    /** Puts Angus' message on the first line, because old programs match on it; the reason follows. */
    private static TransportResult refusedRecipients(RecipientLists recipients, AddressLists lists, Outcome outcome) {
        Predicate<Status> isRefused = status -> !status.isAccepted() && !isLeftOut(status);
        List<Status> refused = new ArrayList<>();
        boolean later = true;
        for (InternetAddress address : recipients.addresses()) {
            Status status = statusOf(address, outcome);
            if (isRefused.test(status)) {
                refused.add(status);
                later &= status.verdict() == Verdict.TRANSIENT;
            }
        }
        if (refused.isEmpty()) {
            return refusedMessage(recipients, lists, "", outcome);
        }
        Status first = refused.get(0);
        Reply last = refused.get(refused.size() - 1).reply();
        String text = "Invalid Addresses\n" + first.reply() + (later ? " " + SEND_LATER : "");
        @Nullable Exception chain = chain(recipients, outcome, isRefused);
        return notDelivered(lists, "RCPT TO", first.reply(), last, text, chain, outcome);
    }

    /** A recipient that is valid but was skipped because another was refused. */
    private static boolean isLeftOut(Status status) {
        return status.reply().code() == LEFT_OUT.code()
                && status.reply().enhanced().equals(LEFT_OUT.enhanced())
                && status.blame() == FailureScope.SESSION;
    }

    /** The status of a recipient that was skipped because another one of the same message was refused. */
    static Status leftOut() {
        return Status.later(FailureScope.SESSION, LEFT_OUT);
    }

    private static TransportResult refusedMessage(
            RecipientLists recipients, AddressLists lists, String sender, Outcome outcome) {
        Status status = statusOf(recipients.addresses().get(0), outcome);
        return notDelivered(
                lists,
                command(status, sender),
                status.reply(),
                status.reply(),
                text(status),
                next(status, sender),
                outcome);
    }

    private static String text(Status status) {
        switch (status.verdict()) {
            case IN_DOUBT:
                return "The message may have been sent; the connection failed before Microsoft 365 answered: "
                        + status.reply();
            case TRANSIENT:
                return status.reply() + " " + SEND_LATER;
            default:
                return status.reply().toString();
        }
    }

    private static TransportResult notDelivered(
            AddressLists lists,
            String command,
            Reply thrown,
            Reply last,
            String text,
            @Nullable Exception next,
            Outcome outcome) {
        return new TransportResult(
                TransportEvent.MESSAGE_NOT_DELIVERED,
                lists,
                last,
                new SubmissionFailedException(command, thrown.code(), text, next, lists, outcome),
                outcome);
    }

    /** A recipient missing from the outcome must not count as a success. */
    private static Status statusOf(InternetAddress address, Outcome outcome) {
        Status status = outcome.byRecipient().get(RecipientLists.key(address));
        return status != null
                ? status
                : Status.inDoubt(Reply.of(451, "4.3.0", "The outcome is unknown for " + address.getAddress() + "."));
    }

    private static boolean isSenderRefused(Status status) {
        return status.verdict() == Verdict.PERMANENT
                && SENDER_REFUSED.contains(status.reply().enhanced().toString());
    }

    /** The SMTP command that a server would have refused. */
    private static String command(Status status, String sender) {
        if (isSenderRefused(status)) {
            return "MAIL FROM:<" + sender + ">";
        }
        return status.blame() == FailureScope.ACCOUNT ? "AUTH XOAUTH2" : ".";
    }

    private static @Nullable Exception next(Status status, String sender) {
        if (isSenderRefused(status)) {
            return senderFailed(status, sender);
        }
        // neither the app nor the mailbox can send, whatever the message
        boolean account = status.blame().outlastsMessage() && status.verdict() == Verdict.PERMANENT;
        return account ? new SignInFailedException(status) : null;
    }

    private static Exception senderFailed(Status status, String sender) {
        try {
            return new SMTPSenderFailedException(
                    new InternetAddress(sender),
                    command(status, sender),
                    status.reply().code(),
                    status.reply().toString());
        } catch (AddressException e) {
            return e;
        }
    }

    /** One exception for each reported address, in order, each linked as the next of the one before. */
    private static @Nullable MessagingException chain(
            RecipientLists recipients, Outcome outcome, Predicate<Status> told) {
        List<MessagingException> links = new ArrayList<>();
        for (InternetAddress address : recipients.addresses()) {
            Status status = statusOf(address, outcome);
            if (told.test(status)) {
                links.add(link(address, status));
            }
        }
        for (int i = links.size() - 1; i > 0; i--) {
            links.get(i - 1).setNextException(links.get(i));
        }
        return links.isEmpty() ? null : links.get(0);
    }

    private static MessagingException link(InternetAddress address, Status status) {
        String command = "RCPT TO:<" + RecipientLists.key(address) + ">";
        Reply reply = status.reply();
        return status.isAccepted()
                ? new SMTPAddressSucceededException(address, command, reply.code(), reply.toString())
                : new SMTPAddressFailedException(address, command, reply.code(), reply.toString());
    }

    private static Address[] array(List<InternetAddress> addresses) {
        return addresses.toArray(new Address[0]);
    }

    /** A type of {@link TransportEvent}. */
    int event() {
        return event;
    }

    AddressLists lists() {
        return lists;
    }

    /**
     * Whether the connection broke (RFC 3463 section 3.5, X.4.z: network): Angus then closes itself, and programs
     * that check {@code isConnected} reconnect.
     */
    boolean isConnectionLost() {
        for (Status status : outcome.byRecipient().values()) {
            if (!status.isAccepted()
                    && status.blame() == FailureScope.SESSION
                    && status.reply().enhanced().toString().startsWith("4.4.")) {
                return true;
            }
        }
        return false;
    }

    /** The reply that {@code getLastServerResponse} returns afterwards. */
    Reply reply() {
        return reply;
    }

    Optional<SubmissionFailedException> failure() {
        return Optional.ofNullable(failure);
    }

    /** For debug output: the road and the result for each recipient. */
    @Override
    public String toString() {
        return outcome.toString();
    }
}
