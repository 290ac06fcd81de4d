package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.mime.AddressSyntaxException;
import io.github.ferrypost.sandbox.mime.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Handles the message after the final dot. Not thread-safe. */
final class Acceptance {
    private final SmtpService service;
    private final Line line;
    private final SmtpAccess.Login login;

    Acceptance(SmtpService service, Line line, SmtpAccess.Login login) {
        this.service = service;
        this.line = line;
        this.login = login;
    }

    void finish(Transaction done, Content content, boolean bareLineEnd) throws IOException {
        Optional<Fault> fault =
                line.fault(Target.SMTP_FINAL_DOT, login.mailbox().address());
        boolean first = fault.isPresent() && fault.get().accepted();
        String early = first ? accept(done, content, bareLineEnd) : "";
        if (line.fail(fault)) {
            return;
        }
        service.pause.wait(service.serviceTime);
        // a pure delay keeps the reply, and must not deliver a second time
        line.reply(first ? early : accept(done, content, bareLineEnd));
    }

    /** Delivers or refuses the message; returns the reply. */
    private String accept(Transaction done, Content content, boolean bareLineEnd) {
        Mailbox mailbox = login.mailbox();
        if (content.tooLarge()) {
            return "552 5.3.4 Message size exceeds fixed maximum message size";
        }
        if (bareLineEnd) {
            return "550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent"
                    + " via DATA";
        }
        if (service.requests.concurrent("smtp", mailbox.address(), "") > service.limits.smtpConnections()) {
            return "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=" + ServerConnection.HOST
                    + "]";
        }
        if (mailbox.full()) {
            return "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException;"
                    + " Failed to process message due to a permanent exception with message Cannot submit message.";
        }
        byte[] bytes = content.bytes();
        Headers headers = new Headers(bytes);
        Optional<String> refusal = refuse(headers, mailbox);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String id = UUID.randomUUID().toString();
        service.deliveries.add(Delivered.by(Delivered.SMTP)
                .mailbox(mailbox.address())
                .from(done.from)
                .to(done.recipients())
                .bytes(bytes, headers.without("Bcc"))
                .dsn(done.dsn)
                .request(id, login.clientId()));
        return "250 2.0.0 OK <" + id + "@" + ServerConnection.HOST + "> [Hostname=" + ServerConnection.HOST + "]";
    }

    private static Optional<String> refuse(Headers headers, Mailbox mailbox) {
        List<String> from;
        try {
            from = headers.addresses("From");
        } catch (AddressSyntaxException e) {
            from = List.of();
        }
        if (from.isEmpty()) {
            return Optional.of(
                    "550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant and include a"
                            + " valid From address");
        }
        for (String sender : from) {
            if (!mailbox.maySendAs(sender)) {
                return Optional.of(
                        "554 5.2.252 SendAsDenied; " + mailbox.address() + " not allowed to send as " + sender
                                + "; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied;"
                                + " Failed to process message due to a permanent exception with message Cannot submit message.");
            }
        }
        return Optional.empty();
    }
}
