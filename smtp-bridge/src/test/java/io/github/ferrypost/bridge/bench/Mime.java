package io.github.ferrypost.bridge.bench;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;

/** A letter as a program has it that uses Jakarta Mail: one message object, made out to one recipient after the other. */
final class Mime {
    private final MimeMessage message;
    private final int run;
    private Address[] to = {};

    Mime(Session session, Letter letter, String from, int run) throws MessagingException {
        this.message = new MimeMessage(session, new SharedByteArrayInputStream(letter.content()));
        this.message.setFrom(new InternetAddress(from));
        this.run = run;
    }

    MimeMessage number(int number) throws MessagingException {
        message.setHeader(Letter.NUMBER, run + " " + number);
        message.setHeader("Message-ID", "<" + run + "." + number + "@contoso.example>");
        to = new Address[] {new InternetAddress(Letter.recipient(number))};
        message.setRecipients(Message.RecipientType.TO, to);
        return message;
    }

    Address[] to() {
        return to;
    }
}
