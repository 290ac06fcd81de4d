package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.admit.Client;
import io.github.ferrypost.bridge.deliver.Arrival;
import io.github.ferrypost.bridge.deliver.Receipt;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DATA: the message is read to its end, whatever is wrong with it; then it is handed on, or refused. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** RFC 5321 section 6.3: what has come by so many servers goes in a circle. */
    private static final int MOST_HOPS = 100;

    private static final Reply CIRCLE = Reply.of(
            554, "5.4.6", "The message has more than " + MOST_HOPS + " Received lines, so it goes in a circle");
    private static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The message cannot be stored here, try again later");
    private static final Reply FAILED = Reply.of(451, "4.3.0", "The bridge has failed at this, see its log");

    private final Wire wire;
    private final Surroundings around;
    private final Client client;
    private final String helo;
    private final boolean extended;

    Reception(Wire wire, Surroundings around, Client client, String helo, boolean extended) {
        this.wire = wire;
        this.around = around;
        this.client = client;
        this.helo = helo;
        this.extended = extended;
    }

    /** What the client hears after its message. */
    Reply receive(Transaction mail) throws IOException {
        wire.say("354 End data with <CR><LF>.<CR><LF>\r\n");
        Incoming incoming = new Incoming(mail.limit(), around.limits().absurdSize(), around.folder());
        try {
            wire.receive(
                    new Data(incoming), around.limits().idle(), around.limits().data());
        } catch (Incoming.AbsurdSizeException e) {
            incoming.release();
            wire.say(Dialog.tooLarge(mail.limit()));
            throw e;
        } catch (IOException | RuntimeException e) {
            incoming.release();
            throw e;
        }
        long start = System.nanoTime();
        Receipt receipt = handOn(mail, incoming);
        Passage passage = new Passage(
                client.address(),
                mail.sender(),
                mail.count(),
                incoming.size(),
                mail.account(),
                receipt,
                Duration.ofNanos(System.nanoTime() - start));
        around.journal().mail(passage);
        return receipt.reply();
    }

    /** From here on the octets are the delivery's to release; what it never got is released here. */
    private Receipt handOn(Transaction mail, Incoming incoming) {
        if (incoming.isTooLarge()) {
            incoming.release();
            return refused(Dialog.tooLarge(mail.limit()));
        }
        if (incoming.header().count("Received") > MOST_HOPS) {
            incoming.release();
            return refused(CIRCLE);
        }
        try {
            Submission submission =
                    new Submission(mail.envelope(), incoming.with(preface(mail, incoming.header()))).with(mail.dsn());
            return around.delivery()
                    .take(new Arrival(
                            submission,
                            mail.account(),
                            client.login().orElse(""),
                            client.address().getHostAddress(),
                            incoming::release));
        } catch (IOException e) {
            incoming.release();
            LOG.error("A message of {} bytes could not be kept while it came in", incoming.size(), e);
            return refused(NO_ROOM);
        } catch (RuntimeException e) {
            incoming.release();
            LOG.error("A message from <{}> could not be handed on", mail.sender(), e);
            return refused(FAILED);
        }
    }

    private static Receipt refused(Reply reply) {
        return new Receipt(reply, "", "");
    }

    private byte[] preface(Transaction mail, HeaderScan header) {
        Instant now = around.clock().instant();
        String id = UUID.randomUUID().toString();
        Preface preface = new Preface();
        if (around.received()) {
            preface.received(helo, client.address().getHostAddress(), around.name(), protocol(mail), id, now);
        }
        return preface.missing(header, from(mail.sender(), mail.account()), id, now)
                .octets();
    }

    private static String from(String sender, Account account) {
        return sender.isEmpty() ? account.mailbox() : sender;
    }

    /** RFC 3848, and RFC 6531 section 4.3 for the names with UTF8. */
    private String protocol(Transaction mail) {
        String base = mail.utf8() ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
        String marks = (client.encrypted() ? "S" : "") + (client.login().isPresent() ? "A" : "");
        return base.equals("SMTP") ? base : base + marks;
    }
}
