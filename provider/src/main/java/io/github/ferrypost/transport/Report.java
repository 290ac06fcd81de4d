package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Blame;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a program is told about an {@link Outcome}: an event, three lists, an exception or none, as Angus would. Immutable. */
final class Report {
    /**
     * Codes by which Exchange refuses the sender and not the message: not allowed to send as it (5.7.60, and 5.2.252 when
     * told after the message), a syntax that it does not take (5.1.7), a sender without a mailbox or blocked (5.1.8).
     * https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
     */
    private static final Set<String> SENDER_REFUSED = Set.of("5.7.60", "5.2.252", "5.1.7", "5.1.8");

    private final int event;
    private final AddressLists lists;
    private final Reply reply;
    private final SubmissionFailedException failure;
    private final Outcome outcome;

    private Report(int event, AddressLists lists, Reply reply, SubmissionFailedException failure, Outcome outcome) {
        this.event = event;
        this.lists = lists;
        this.reply = reply;
        this.failure = failure;
        this.outcome = outcome;
    }

    /** @param outcome speaks of every recipient */
    static Report of(Recipients recipients, String sender, Outcome outcome, boolean reportSuccess) {
        List<InternetAddress> sent = new ArrayList<>();
        List<InternetAddress> unsent = new ArrayList<>();
        List<InternetAddress> invalid = new ArrayList<>();
        for (InternetAddress address : recipients.addresses()) {
            Status status = statusOf(address, outcome);
            (status.isAccepted() ? sent : isInvalid(status) ? invalid : unsent).add(address);
        }
        if (sent.isEmpty()) {
            return refused(recipients, unsent, invalid, sender, outcome);
        }
        Reply accepted = statusOf(sent.get(0), outcome).reply();
        boolean all = sent.size() == recipients.addresses().size();
        if (all && !reportSuccess) {
            return new Report(
                    TransportEvent.MESSAGE_DELIVERED, AddressLists.sent(recipients.array()), accepted, null, outcome);
        }
        AddressLists lists = new AddressLists(array(sent), array(unsent), array(invalid));
        String text = all
                ? accepted.toString()
                : "Sent to some recipients only. " + outcome.first().reply();
        return new Report(
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

    private static Report refused(
            Recipients recipients,
            List<InternetAddress> unsent,
            List<InternetAddress> invalid,
            String sender,
            Outcome outcome) {
        List<Status> atFault = recipients.addresses().stream()
                .map(address -> statusOf(address, outcome))
                .filter(status -> status.blame() == Blame.RECIPIENT)
                .collect(Collectors.toList());
        if (!atFault.isEmpty()) {
            AddressLists lists = new AddressLists(null, array(unsent), array(invalid));
            Exception chain = chain(recipients, outcome, status -> status.blame() == Blame.RECIPIENT);
            Reply first = atFault.get(0).reply();
            Reply last = atFault.get(atFault.size() - 1).reply();
            return notDelivered(lists, "RCPT TO", first, last, "Invalid Addresses: " + first, chain, outcome);
        }
        Status status = statusOf(recipients.addresses().get(0), outcome);
        String text = status.verdict() == Verdict.IN_DOUBT
                ? "The message may have been sent, since the answer was lost: " + status.reply()
                : status.reply().toString();
        return notDelivered(
                AddressLists.unsent(recipients.array()),
                command(status, sender),
                status.reply(),
                status.reply(),
                text,
                next(status, sender),
                outcome);
    }

    private static Report notDelivered(
            AddressLists lists,
            String command,
            Reply thrown,
            Reply last,
            String text,
            Exception next,
            Outcome outcome) {
        return new Report(
                TransportEvent.MESSAGE_NOT_DELIVERED,
                lists,
                last,
                new SubmissionFailedException(command, thrown.code(), text, next, lists, outcome),
                outcome);
    }

    /** An outcome without a word about a recipient must not pass for success. */
    private static Status statusOf(InternetAddress address, Outcome outcome) {
        Status status = outcome.byRecipient().get(Recipients.key(address));
        return status != null
                ? status
                : Status.inDoubt(Reply.of(451, "4.3.0", "Nothing is known about " + address.getAddress() + "."));
    }

    private static boolean isInvalid(Status status) {
        return status.verdict() == Verdict.NEVER && status.blame() == Blame.RECIPIENT;
    }

    private static boolean isSenderRefused(Status status) {
        return status.verdict() == Verdict.NEVER
                && SENDER_REFUSED.contains(status.reply().enhanced().toString());
    }

    /** The SMTP command that a server would have refused. */
    private static String command(Status status, String sender) {
        if (isSenderRefused(status)) {
            return "MAIL FROM:<" + sender + ">";
        }
        return status.blame() == Blame.ACCOUNT ? "AUTH XOAUTH2" : ".";
    }

    private static Exception next(Status status, String sender) {
        if (isSenderRefused(status)) {
            return senderFailed(status, sender);
        }
        boolean account = status.blame() == Blame.ACCOUNT && status.verdict() == Verdict.NEVER;
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

    /** One exception for each address that is to be told of, in order, each the next of the one before. */
    private static MessagingException chain(Recipients recipients, Outcome outcome, Predicate<Status> told) {
        List<MessagingException> links = recipients.addresses().stream()
                .filter(address -> told.test(statusOf(address, outcome)))
                .map(address -> link(address, statusOf(address, outcome)))
                .collect(Collectors.toList());
        for (int i = links.size() - 1; i > 0; i--) {
            links.get(i - 1).setNextException(links.get(i));
        }
        return links.isEmpty() ? null : links.get(0);
    }

    private static MessagingException link(InternetAddress address, Status status) {
        String command = "RCPT TO:<" + Recipients.key(address) + ">";
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

    /** What {@code getLastServerResponse} says afterwards. */
    Reply reply() {
        return reply;
    }

    Optional<SubmissionFailedException> failure() {
        return Optional.ofNullable(failure);
    }

    /** For debug output: the road, and what came of it for each recipient. */
    @Override
    public String toString() {
        return outcome.toString();
    }
}
