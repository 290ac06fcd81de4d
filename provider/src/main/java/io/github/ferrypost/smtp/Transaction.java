package io.github.ferrypost.smtp;

import io.github.ferrypost.message.Bytes;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message over one link: MAIL, RCPT, DATA, the bytes, the final dot. For one run. */
final class Transaction {
    /** How many commands go out before their replies are read (RFC 2920): few enough for the replies to fit buffers. */
    private static final int WINDOW = 50;

    /**
     * A command line's most, without its CRLF (RFC 5321 section 4.5.3.1.4). RFC 3461 allows more for DSN, but a wish is worth
     * less than a recipient who is lost with a line that some server will not read.
     */
    private static final int LINE = 510;

    /** A TLS record's most. */
    private static final int BLOCK = 16 * 1024;

    private final Link link;
    private final Submission submission;
    private final String sender;
    private final List<String> recipients;
    private final boolean reused;
    private final Map<String, Status> statuses = new LinkedHashMap<>();
    private final List<String> accepted = new ArrayList<>();

    /** @param recipients those of the envelope that may be named, each once */
    Transaction(Link link, Submission submission, String sender, List<String> recipients) {
        this.link = link;
        this.submission = submission;
        this.sender = sender;
        this.recipients = recipients;
        this.reused = link.isReused();
    }

    Carried run() {
        boolean utf8 = link.supportsExtension("SMTPUTF8");
        if (!utf8 && !Paths.isAscii(sender)) {
            return Carried.all(recipients, Paths.needsUtf8(true));
        }
        List<String> named = new ArrayList<>();
        for (String recipient : recipients) {
            if (utf8 || Paths.isAscii(recipient)) {
                named.add(recipient);
            } else {
                statuses.put(recipient, Paths.needsUtf8(false));
            }
        }
        long size = submission.message().size();
        if (link.size().filter(largest -> size > largest).isPresent()) {
            return settle(named, tooLarge(size), "", Carried.After.READY);
        }
        if (named.isEmpty() || leavesOut(named)) {
            return settle(named, Paths.leftOut(), "", Carried.After.READY);
        }
        try {
            return name(mail(named), named);
        } catch (IOException e) {
            return settle(named, unreadable(e), "", Carried.After.READY);
        }
    }

    private String mail(List<String> named) throws IOException {
        StringBuilder mail = new StringBuilder("MAIL FROM:").append(Paths.path(sender));
        if (link.supportsExtension("SIZE")) {
            mail.append(" SIZE=").append(submission.message().size());
        }
        if (link.supportsExtension("8BITMIME") && isEightBit(submission.message())) {
            mail.append(" BODY=8BITMIME");
        }
        if (!Paths.isAscii(sender) || !named.stream().allMatch(Paths::isAscii)) {
            mail.append(" SMTPUTF8");
        }
        return mail.append(wishes().ofMail(LINE - mail.length())).toString();
    }

    /** A server that does not offer DSN would refuse the whole mail for its parameters (RFC 3461 section 4). */
    private Dsn wishes() {
        return link.supportsExtension("DSN") ? submission.dsn() : Dsn.NONE;
    }

    private String rcpt(String recipient) {
        String rcpt = "RCPT TO:" + Paths.path(recipient);
        return rcpt + wishes().ofRecipient(recipient, LINE - rcpt.length());
    }

    /**
     * MAIL and every RCPT, several at once where the server allows it. DATA goes with them where there is one recipient: if
     * that one is refused, so is DATA. With several, some may be refused, and whether the others are to get it is decided
     * when all replies are there.
     */
    private Carried name(String mail, List<String> named) {
        link.countOne();
        List<String> commands = new ArrayList<>();
        commands.add(mail);
        named.forEach(recipient -> commands.add(rcpt(recipient)));
        boolean pipelining = link.supportsExtension("PIPELINING");
        int window = pipelining ? WINDOW : 1;
        boolean dataAhead = pipelining && named.size() == 1;
        for (int from = 0; from < commands.size(); from += window) {
            int to = Math.min(commands.size(), from + window);
            if (!say(commands.subList(from, to), dataAhead)) {
                // the server may still have said why it hung up
                return broken(named, link.hear(from == 0 ? Phase.MAIL : Phase.RCPT));
            }
            Said refused = null;
            for (int i = from; i < to; i++) {
                Said said = link.hear(i == 0 ? Phase.MAIL : Phase.RCPT);
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
                return isLapsed(refused)
                        ? broken(named, refused)
                        : settle(named, Judge.status(refused), refused.text(), afterRefusal(dataAhead));
            }
        }
        if (!accepted.isEmpty() && !leavesOut(accepted)) {
            return send(named);
        }
        boolean usable = afterRefusal(dataAhead) == Carried.After.READY && link.reset();
        Carried.After after = usable ? Carried.After.READY : Carried.After.SPENT;
        return settle(accepted, Paths.leftOut(), trace(), after);
    }

    private boolean leavesOut(List<String> some) {
        return submission.isAllOrNone() && some.size() < recipients.size();
    }

    /**
     * A server that takes DATA without a recipient waits for a message now. A mere dot would have it refused (RFC 2920
     * section 3.1), or sent empty by a server that thinks otherwise: such a link is given up.
     */
    private Carried.After afterRefusal(boolean dataAhead) {
        return !dataAhead || link.hear(Phase.DATA).isRefusal() ? Carried.After.READY : Carried.After.SPENT;
    }

    /** Whether all went out. */
    private boolean say(List<String> commands, boolean withData) {
        try {
            List<String> all = new ArrayList<>(commands);
            if (withData) {
                all.add(Link.DATA);
            }
            link.say(all);
            return true;
        } catch (MessagingException e) {
            return false;
        }
    }

    private void note(String recipient, Said said) {
        if (said.isPositive()) {
            accepted.add(recipient);
        } else {
            statuses.put(recipient, Judge.status(said));
        }
    }

    private Carried send(List<String> named) {
        Said begin = link.begin();
        if (begin.code() != 354) {
            return begin.isNothing() || begin.isPositive() || begin.code() == 421
                    ? broken(named, begin)
                    : settle(accepted, Judge.status(begin), begin.text(), Carried.After.READY);
        }
        try {
            pour(submission.message());
        } catch (UnreadableException e) {
            link.abort();
            return settle(accepted, unreadable(e), "", Carried.After.SPENT);
        } catch (IOException e) {
            link.abort();
            return broken(named, Said.nothing(Phase.DATA, Refusal.reason(e)));
        }
        Said end = link.end();
        if (end.phase() == Phase.DATA) {
            return broken(named, end);
        }
        boolean over = end.isNothing() || end.code() == 421;
        return settle(accepted, Judge.status(end), end.text(), over ? Carried.After.SPENT : Carried.After.READY);
    }

    private void pour(Bytes message) throws IOException {
        BlindCopies out = new BlindCopies(link.body());
        byte[] block = block(message);
        try (InputStream in = open(message)) {
            for (int count = read(in, block); count >= 0; count = read(in, block)) {
                out.write(block, 0, count);
            }
        }
        out.finish();
    }

    private static byte[] block(Bytes message) {
        return new byte[(int) Math.max(1, Math.min(BLOCK, message.size()))];
    }

    private static InputStream open(Bytes message) throws UnreadableException {
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

    /** Before the final dot nothing has been taken over: the recipients accepted so far share what ended it. */
    private Carried broken(List<String> named, Said last) {
        Said said = last.isPositive() ? Said.nothing(last.phase(), "out of step: " + last) : last;
        Status status = Judge.status(said);
        boolean stale = reused && (said.isNothing() || isLapsed(said)) && status.blame() != Blame.MAILBOX;
        List<String> open = new ArrayList<>(named);
        open.removeAll(statuses.keySet());
        return settle(open, status, said.text(), stale ? Carried.After.STALE : Carried.After.SPENT);
    }

    /** What a server says on a link that it has given up or forgotten about while it lay idle. */
    private static boolean isLapsed(Said said) {
        boolean forgotten = said.code() == 503 || said.code() == 530;
        return said.code() == 421 || (said.phase() == Phase.MAIL && forgotten);
    }

    private Carried settle(List<String> whose, Status status, String trace, Carried.After after) {
        whose.forEach(recipient -> statuses.put(recipient, status));
        return new Carried(statuses, trace, after);
    }

    /** Where all were refused, the first refusal's words. */
    private String trace() {
        return statuses.values().stream()
                .findFirst()
                .flatMap(status -> status.reply().detail())
                .orElse("");
    }

    private static boolean isEightBit(Bytes message) throws IOException {
        try (InputStream in = message.open()) {
            byte[] block = block(message);
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    if (block[i] < 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private Status tooLarge(long size) {
        return Status.never(
                Blame.MESSAGE,
                Reply.of(
                                552,
                                "5.3.4",
                                "the message has " + size + " bytes, the server takes "
                                        + link.size().orElseThrow())
                        .withRemedy("Send smaller attachments."));
    }

    private static Status unreadable(IOException failure) {
        return Status.later(
                Blame.MESSAGE,
                Reply.of(451, "4.3.0", "the stored message could not be read").withDetail(Refusal.reason(failure)));
    }

    /** Our own copy of the message failed, not the link. */
    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(IOException cause) {
            super(cause);
        }
    }
}
