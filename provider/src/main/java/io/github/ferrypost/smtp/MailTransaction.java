package io.github.ferrypost.smtp;

import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends one message over one connection: MAIL, RCPT, DATA, the bytes, the final dot. For one run. */
final class MailTransaction {
    /** Commands sent before their replies are read (RFC 2920): few enough for the replies to fit in the buffers. */
    private static final int WINDOW = 50;

    /** The maximum size of a TLS record. */
    private static final int BLOCK = 16 * 1024;

    private final SmtpConnection connection;
    private final MailCommands commands;
    private final Submission submission;
    private final String sender;
    private final List<String> recipients;
    private final boolean reused;
    private final Map<String, Status> statuses = new LinkedHashMap<>();
    private final List<String> accepted = new ArrayList<>();

    /** @param recipients the envelope's valid recipients, without duplicates */
    MailTransaction(SmtpConnection connection, Submission submission, String sender, List<String> recipients) {
        this.connection = connection;
        this.commands = new MailCommands(connection, submission, sender);
        this.submission = submission;
        this.sender = sender;
        this.recipients = recipients;
        this.reused = connection.isReused();
    }

    TransactionResult run() {
        boolean utf8 = connection.supports("SMTPUTF8");
        if (!utf8 && !Address.isAscii(sender)) {
            return TransactionResult.all(recipients, PathSyntax.needsUtf8(true));
        }
        List<String> named = new ArrayList<>();
        for (String recipient : recipients) {
            if (utf8 || Address.isAscii(recipient)) {
                named.add(recipient);
            } else {
                statuses.put(recipient, PathSyntax.needsUtf8(false));
            }
        }
        long size = submission.message().size();
        if (connection.size().filter(largest -> size > largest).isPresent()) {
            return settle(named, tooLarge(size), "", TransactionResult.After.READY);
        }
        if (named.isEmpty() || leavesOut(named)) {
            return settle(named, PathSyntax.leftOut(), "", TransactionResult.After.READY);
        }
        try {
            return name(commands.mail(named), named);
        } catch (IOException e) {
            return settle(named, unreadable(e), "", TransactionResult.After.READY);
        }
    }

    /**
     * Sends MAIL and every RCPT, pipelined if the server allows it. With a single recipient, DATA is pipelined too:
     * if the recipient is refused, so is DATA. With several, some may be refused, and the decision about the others
     * needs all replies.
     */
    private TransactionResult name(String mail, List<String> named) {
        connection.countOne();
        List<String> lines = new ArrayList<>();
        lines.add(mail);
        named.forEach(recipient -> lines.add(commands.rcpt(recipient)));
        boolean pipelining = connection.supports("PIPELINING");
        int window = pipelining ? WINDOW : 1;
        boolean dataAhead = pipelining && named.size() == 1;
        for (int from = 0; from < lines.size(); from += window) {
            int to = Math.min(lines.size(), from + window);
            if (!say(lines.subList(from, to), dataAhead)) {
                // the server may have said why it hung up
                return broken(named, connection.hear(from == 0 ? Phase.MAIL : Phase.RCPT));
            }
            SmtpReply refused = null;
            for (int i = from; i < to; i++) {
                SmtpReply said = connection.hear(i == 0 ? Phase.MAIL : Phase.RCPT);
                if (said.isNothing() || said.code() == 421) {
                    return broken(named, said);
                }
                if (i == 0) {
                    refused = said.isPositive() ? null : said;
                } else if (refused == null) {
                    note(named.get(i - 1), said);
                }
            }
            if (refused != null) {
                return isLapsed(refused) ? broken(named, refused) : settle(named, refused, afterRefusal(dataAhead));
            }
        }
        if (!accepted.isEmpty() && !leavesOut(accepted)) {
            return send(named, dataAhead);
        }
        boolean usable = afterRefusal(dataAhead) == TransactionResult.After.READY && connection.reset();
        TransactionResult.After after = usable ? TransactionResult.After.READY : TransactionResult.After.SPENT;
        return settle(accepted, PathSyntax.leftOut(), trace(), after);
    }

    private boolean leavesOut(List<String> some) {
        return submission.isAllOrNone() && some.size() < recipients.size();
    }

    /**
     * A server that accepts DATA without a recipient now waits for a message. A lone dot would be refused (RFC 2920
     * section 3.1), or sent as an empty message by a faulty server, so the connection is closed instead.
     */
    private TransactionResult.After afterRefusal(boolean dataAhead) {
        return !dataAhead || connection.hear(Phase.DATA).isRefusal()
                ? TransactionResult.After.READY
                : TransactionResult.After.SPENT;
    }

    /** Returns whether everything was sent. */
    private boolean say(List<String> lines, boolean withData) {
        List<String> all = new ArrayList<>(lines);
        if (withData) {
            all.add(SmtpConnection.DATA);
        }
        return connection.say(all);
    }

    private void note(String recipient, SmtpReply said) {
        if (said.isPositive()) {
            accepted.add(recipient);
        } else {
            statuses.put(recipient, ReplyClassifier.status(said));
        }
    }

    private TransactionResult send(List<String> named, boolean dataAhead) {
        SmtpReply begin = dataAhead ? connection.hear(Phase.DATA) : connection.command(Phase.DATA, SmtpConnection.DATA);
        if (begin.code() != 354) {
            if (!begin.isRefusal() || begin.code() == 421) {
                return broken(named, begin);
            }
            // some servers keep sender and recipients here, and would refuse the next MAIL (RFC 5321 section 3.3)
            return settle(
                    accepted,
                    begin,
                    connection.reset() ? TransactionResult.After.READY : TransactionResult.After.SPENT);
        }
        DataEncoder body = connection.body();
        try {
            pour(submission.message(), body);
        } catch (UnreadableException e) {
            connection.abort();
            return settle(accepted, unreadable(e), "", TransactionResult.After.SPENT);
        } catch (IOException e) {
            connection.abort();
            return broken(named, SmtpReply.nothing(Phase.DATA, ConnectFailure.reason(e)));
        }
        SmtpReply end = connection.end(body);
        if (end.phase() == Phase.DATA) {
            return broken(named, end);
        }
        boolean over = end.isNothing() || end.code() == 421;
        return settle(accepted, end, over ? TransactionResult.After.SPENT : TransactionResult.After.READY);
    }

    private static void pour(ByteSource message, DataEncoder body) throws IOException {
        BccFilter out = new BccFilter(body);
        byte[] block = block(message);
        try (InputStream in = open(message)) {
            for (int count = read(in, block); count >= 0; count = read(in, block)) {
                out.write(block, 0, count);
            }
        }
        out.finish();
    }

    static byte[] block(ByteSource message) {
        return new byte[(int) Math.max(1, Math.min(BLOCK, message.size()))];
    }

    private static InputStream open(ByteSource message) throws UnreadableException {
        try {
            return message.open();
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private static int read(InputStream in, byte[] block) throws UnreadableException {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /**
     * Nothing is accepted before the final dot: the recipients accepted so far get the status of whatever ended the
     * transaction.
     */
    private TransactionResult broken(List<String> named, SmtpReply last) {
        SmtpReply said = last.isPositive() ? SmtpReply.nothing(last.phase(), "out of step: " + last) : last;
        Status status = ReplyClassifier.status(said);
        boolean stale = reused && (said.isNothing() || isLapsed(said)) && status.blame() != FailureScope.MAILBOX;
        List<String> open = new ArrayList<>(named);
        open.removeAll(statuses.keySet());
        boolean refusedSome = open.size() < named.size();
        TransactionResult carried =
                settle(open, said, stale ? TransactionResult.After.STALE : TransactionResult.After.SPENT);
        boolean cut = refusedSome && status.blame() == FailureScope.SESSION && !submission.isAllOrNone();
        return cut ? carried.open(TransactionResult.After.CUT, open, accepted) : carried;
    }

    private TransactionResult settle(List<String> whose, SmtpReply said, TransactionResult.After after) {
        TransactionResult carried = settle(whose, ReplyClassifier.status(said), said.text(), after);
        return ReplyClassifier.isTooManyConnections(said)
                ? carried.open(TransactionResult.After.TOO_MANY, whose, accepted)
                : carried;
    }

    /** What a server says on a connection that it dropped or forgot while idle. */
    private static boolean isLapsed(SmtpReply said) {
        boolean forgotten = said.code() == 503 || said.code() == 530;
        return said.code() == 421 || (said.phase() == Phase.MAIL && forgotten);
    }

    private TransactionResult settle(List<String> whose, Status status, String trace, TransactionResult.After after) {
        whose.forEach(recipient -> statuses.put(recipient, status));
        return TransactionResult.settled(statuses, trace, after);
    }

    /** If all recipients were refused, the text of the first refusal. */
    private String trace() {
        return statuses.values().stream()
                .findFirst()
                .flatMap(status -> status.reply().detail())
                .orElse("");
    }

    private Status tooLarge(long size) {
        return Status.never(
                FailureScope.MESSAGE,
                Reply.of(
                                552,
                                "5.3.4",
                                "the message has " + size + " bytes, but the server accepts at most "
                                        + connection.size().orElseThrow())
                        .withRemedy("Send smaller attachments."));
    }

    private static Status unreadable(IOException failure) {
        return Status.later(
                FailureScope.MESSAGE,
                Reply.of(451, "4.3.0", "Ferrypost cannot read the stored message")
                        .withDetail(ConnectFailure.reason(failure)));
    }

    /** Reading our copy of the message failed, not the connection. */
    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(IOException cause) {
            super(cause);
        }
    }
}
