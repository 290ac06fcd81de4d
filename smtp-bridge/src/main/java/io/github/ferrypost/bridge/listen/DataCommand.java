package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.SubmittedMail;
import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.road.SenderRewriting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** DATA: reads the message to its end in any case, then hands it to the delivery or refuses it. */
final class DataCommand {
    /** RFC 5321 section 6.3: a message with more Received lines than this is in a loop. */
    static final int MOST_HOPS = 100;

    private static final Reply CIRCLE =
            Reply.of(554, "5.4.6", "Mail loop detected: the message has more than " + MOST_HOPS + " Received lines");

    private final ClientChannel wire;
    private final SessionContext around;
    private final SharedState shared;
    private final ClientIdentity client;
    private final String helo;
    private final boolean extended;

    DataCommand(
            ClientChannel wire,
            SessionContext around,
            SharedState shared,
            ClientIdentity client,
            String helo,
            boolean extended) {
        this.wire = wire;
        this.around = around;
        this.shared = shared;
        this.client = client;
        this.helo = helo;
        this.extended = extended;
    }

    /** Reads the message and returns the reply to it. */
    Reply receive(ServerTransaction mail) throws IOException {
        wire.say("354 End data with <CR><LF>.<CR><LF>\r\n");
        IncomingMessage incoming =
                new IncomingMessage(mail.limit(), around.limits().message(), shared.memory(), shared.files());
        boolean received = false;
        try {
            wire.receive(
                    new DataDecoder(incoming),
                    around.limits().waits().idle(),
                    around.limits().waits().data());
            received = true;
        } catch (IncomingMessage.AbsurdSizeException e) {
            wire.say(tooLarge(mail.limit()));
            throw e;
        } finally {
            if (!received) {
                incoming.release();
            }
        }
        long start = System.nanoTime();
        String id = UUID.randomUUID().toString();
        AcceptResult receipt = handOn(mail, incoming, id);
        ReceivedMail passage = new ReceivedMail(
                new ReceivedMail.Client(
                        client.address(),
                        client.deviceName(),
                        around.admission().listener(),
                        client.login().orElse("")),
                mail.sender(),
                mail.envelope().recipients(),
                TraceHeaders.messageId(incoming.header(), author(mail), id),
                incoming.header().value(HeaderScan.Field.SUBJECT),
                incoming.size(),
                mail.account(),
                receipt,
                Duration.ofNanos(System.nanoTime() - start));
        around.journal().mail(passage);
        return receipt.reply();
    }

    /**
     * From here on the delivery releases the message's bytes; if the delivery never got them, this method releases
     * them.
     */
    private AcceptResult handOn(ServerTransaction mail, IncomingMessage incoming, String id) {
        Optional<Reply> refusal = refusal(mail, incoming);
        if (refusal.isPresent()) {
            incoming.release();
            return refused(refusal.get());
        }
        long headerSize = incoming.header().size();
        if (!shared.headers().take(headerSize)) {
            incoming.release();
            return refused(Replies.NO_MEMORY);
        }
        boolean handedOn = false;
        try {
            Submission submission = new Submission(mail.envelope(), incoming.with(preface(mail, incoming.header(), id)))
                    .with(mail.dsn());
            SenderRewriting rewriting = SenderRewriting.of(submission, mail.policy(), mail.account());
            if (rewriting.refusal().isPresent()) {
                return refused(rewriting.refusal().get().reply());
            }
            AcceptResult receipt = around.delivery()
                    .take(new SubmittedMail(
                            rewriting.submission(),
                            mail.account(),
                            client.login().orElse(""),
                            client.address().getHostAddress(),
                            incoming::release));
            handedOn = true;
            return receipt;
        } catch (IncomingFile.NoRoomException e) {
            return refused(Replies.NO_ROOM);
        } catch (IOException e) {
            around.journal().failed(client.address(), "DATA", e);
            return refused(Replies.NO_ROOM);
        } catch (RuntimeException e) {
            around.journal().failed(client.address(), "DATA", e);
            return refused(Replies.BROKEN);
        } finally {
            shared.headers().giveBack(headerSize);
            if (!handedOn) {
                incoming.release();
            }
        }
    }

    /** The refusals that need no delivery attempt. */
    private Optional<Reply> refusal(ServerTransaction mail, IncomingMessage incoming) {
        if (incoming.isTooLarge()) {
            return Optional.of(tooLarge(mail.limit()));
        }
        if (incoming.isHeaderTooLarge()) {
            return Optional.of(headerTooLarge(around.limits().message().header()));
        }
        boolean circle = incoming.header().count(HeaderScan.Field.RECEIVED) > MOST_HOPS;
        return circle ? Optional.of(CIRCLE) : Optional.empty();
    }

    static Reply tooLarge(long limit) {
        return Reply.of(552, "5.3.4", "The message is larger than the " + limit + " bytes that the account can send")
                .withRemedy("Send a smaller message, or raise ferrypost.bridge.max-size if the account's road"
                        + " can carry more.");
    }

    private static Reply headerTooLarge(long limit) {
        return Reply.of(552, "5.3.4", "The message header is larger than " + limit + " bytes")
                .withRemedy("Send fewer or shorter header fields, or raise ferrypost.bridge.max-header.");
    }

    private static AcceptResult refused(Reply reply) {
        return new AcceptResult(reply, "", "");
    }

    /** @param id for the trace line, and for the Message-ID if the client sent none */
    private byte[] preface(ServerTransaction mail, HeaderScan header, String id) {
        Instant now = around.clock().instant();
        TraceHeaders preface = new TraceHeaders();
        if (around.received()) {
            preface.received(from(mail), client.address().getHostAddress(), around.name(), protocol(mail), id, now);
        }
        // the rewriting adds a From itself, and would take one that stands here for the client's
        return preface.missing(header, author(mail), mail.policy().isKeep(), id, now)
                .octets();
    }

    /** The client's HELO name for the Received line, if it can appear there: without SMTPUTF8 only ASCII (RFC 6531). */
    private String from(ServerTransaction mail) {
        boolean usable = ClientAddressSyntax.isDomain(helo) && (mail.utf8() || Address.isAscii(helo));
        return usable ? helo : "";
    }

    /** For what the message lacks: the sender, after its rewriting, or the mailbox where there is none. */
    private static String author(ServerTransaction mail) {
        Account account = mail.account();
        String sender = SenderRewriting.sender(mail.sender(), mail.policy(), account);
        return sender.isEmpty() ? account.mailbox() : sender;
    }

    /** The protocol name of RFC 3848, or of RFC 6531 section 4.3 with SMTPUTF8. */
    private String protocol(ServerTransaction mail) {
        String base = mail.utf8() ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
        String marks = (client.encrypted() ? "S" : "") + (client.login().isPresent() ? "A" : "");
        return base.equals("SMTP") ? base : base + marks;
    }
}
