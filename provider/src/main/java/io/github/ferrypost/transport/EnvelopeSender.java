package io.github.ferrypost.transport;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Finds the envelope sender in the places where Angus looks, in the same order. */
final class EnvelopeSender {
    private EnvelopeSender() {}

    /**
     * @return the address without angle brackets; empty for the null sender
     * @throws MessagingException if there is none, or the header cannot be parsed
     */
    static String of(MimeMessage message, SessionProperties properties, Session session) throws MessagingException {
        Optional<String> set = message instanceof SMTPMessage
                ? Optional.ofNullable(((SMTPMessage) message).getEnvelopeFrom())
                : Optional.empty();
        Optional<String> known = set.filter(from -> !from.isEmpty()).or(() -> properties.text("from"));
        return RecipientLists.bare(known.isPresent() ? known.get() : author(message, session));
    }

    /** The address that selects the account: the sender, or the header's author if the sender is null. */
    static String forAccount(String sender, MimeMessage message, Session session) throws MessagingException {
        return sender.isEmpty() ? author(message, session) : sender;
    }

    private static String author(MimeMessage message, Session session) throws MessagingException {
        Address[] from = message.getFrom();
        Address author = from != null && from.length > 0 ? from[0] : InternetAddress.getLocalAddress(session);
        if (author == null) {
            throw new MessagingException("can't determine local email address");
        }
        String address = ((InternetAddress) author).getAddress();
        return address == null ? "" : address;
    }
}
