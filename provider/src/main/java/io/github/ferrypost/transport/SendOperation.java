package io.github.ferrypost.transport;

import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Sends one message: what Angus does between {@code MAIL FROM} and the final dot. Used once. */
final class SendOperation {
    private final MimeMessage message;
    private final SessionProperties properties;
    private final String sender;
    private final RecipientLists recipients;

    SendOperation(MimeMessage message, Address[] given, String sender, SessionProperties properties) {
        this.message = message;
        this.properties = properties;
        this.sender = sender;
        this.recipients = RecipientLists.of(given);
    }

    /**
     * @throws MessagingException if the message cannot be sent at all, before any road was tried; its next exception
     *     is an {@link IOException} if the message could not be written
     */
    TransportResult carry(RetriedDelivery delivery, boolean reportSuccess) throws MessagingException {
        if (wants(message instanceof SMTPMessage && ((SMTPMessage) message).getAllow8bitMIME(), "allow8bitmime")
                && EightBit.convert(message)) {
            saveAgain();
        }
        RecipientLists.refuseInjection(sender, recipients);
        if (recipients.addresses().isEmpty()) {
            throw new SendFailedException("No recipient addresses"); // groups without members
        }
        boolean partial =
                wants(message instanceof SMTPMessage && ((SMTPMessage) message).getSendPartial(), "sendpartial");
        Map<String, Status> statuses = new LinkedHashMap<>(recipients.refused());
        List<String> good = recipients.except(statuses);
        String road = "";
        String trace = "";
        if (good.isEmpty() || (!statuses.isEmpty() && !partial)) {
            good.forEach(address -> statuses.put(address, TransportResult.leftOut()));
        } else {
            Outcome carried = carry(delivery, Envelope.of(sender, good), partial);
            statuses.putAll(carried.byRecipient());
            road = carried.road();
            trace = carried.trace();
        }
        return TransportResult.of(recipients, sender, Outcome.of(statuses, road, trace), reportSuccess);
    }

    private Outcome carry(RetriedDelivery delivery, Envelope envelope, boolean partial) throws MessagingException {
        try (WrittenMessage written = WrittenMessage.of(message)) {
            Optional<Status> tooLarge = tooLarge(written.bytes().size(), delivery);
            if (tooLarge.isPresent()) {
                return Outcome.all(envelope.recipients(), tooLarge.get(), "", "");
            }
            Submission submission = new Submission(envelope, written.bytes())
                    .with(DsnParameters.of(message, envelope.recipients(), properties));
            return delivery.carry(partial ? submission : submission.allOrNone());
        } catch (UnsendableException e) {
            throw new MessagingException(e.getMessage());
        } catch (IOException e) {
            throw new MessagingException("IOException while sending message", e);
        }
    }

    /** Checked before anything is sent; a later attempt would fail as well. */
    private static Optional<Status> tooLarge(long size, RetriedDelivery delivery) {
        long largest = delivery.largest();
        return size <= largest
                ? Optional.empty()
                : Optional.of(Status.never(
                        FailureScope.MESSAGE,
                        Reply.of(
                                        552,
                                        "5.3.4",
                                        "The message has " + size + " bytes, but the account's roads carry at"
                                                + " most " + largest
                                                + ".")
                                .withRemedy("Send a smaller message; or, for messages up to 150 MB, grant the app"
                                        + " Mail.ReadWrite or add smtp to ferrypost.roads.")));
    }

    private boolean wants(boolean byMessage, String property) {
        return byMessage || properties.flag(property);
    }

    /** Like Angus, sends the message as it was if it cannot be saved. */
    private void saveAgain() {
        try {
            message.saveChanges();
        } catch (MessagingException e) {
            return;
        }
    }
}
