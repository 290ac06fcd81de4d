package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.LogLine;
import io.github.ferrypost.bridge.listen.Limit;
import io.github.ferrypost.bridge.listen.ReceivedMail;
import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs one line per message and per refusal, for an operator who looks for a missing message. No subject, no body.
 * Aggregates many refusals of one client within a minute, so that a client cannot fill the disk with log lines. Safe
 * for use by many threads.
 */
public final class MailLog implements SmtpEvents {
    /** Lines per minute for refused connections, logins and commands: of one client, and in total. */
    public static final int REFUSALS = 5;

    static final int ALL_REFUSALS = 100;
    /** Lines per minute for refused messages: of one client, and in total. */
    static final int REFUSED_MAILS = 100;

    static final int ALL_REFUSED_MAILS = 300;
    /** Bugs of the bridge per minute, each with its stack trace. */
    static final int FAULTS = 5;

    static final int ALL_FAULTS = 10;

    /** Text from a client is cut to this many characters. */
    private static final int LONGEST_TYPED = 200;

    private static final int LONGEST_REPLY = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");

    private final RepeatedLines refusals;
    private final RepeatedLines refusedMails;
    private final RepeatedLines faults;

    public MailLog() {
        this(System::nanoTime);
    }

    public MailLog(LongSupplier nanoTime) {
        refusals = new RepeatedLines(REFUSALS, ALL_REFUSALS, nanoTime);
        refusedMails = new RepeatedLines(REFUSED_MAILS, ALL_REFUSED_MAILS, nanoTime);
        faults = new RepeatedLines(FAULTS, ALL_FAULTS, nanoTime);
    }

    /** The limits, for the documentation. */
    public static List<Limit> limits() {
        return List.of(
                perMinute("refused connections, logins and commands", REFUSALS, ALL_REFUSALS),
                perMinute("refused messages", REFUSED_MAILS, ALL_REFUSED_MAILS),
                perMinute("internal errors", FAULTS, ALL_FAULTS),
                new Limit("text from a client in one log line", LONGEST_TYPED + " characters", "chosen"));
    }

    private static Limit perMinute(String what, int ofClient, int ofAll) {
        return new Limit(
                "log lines for " + what + "; then one summary a minute for each of " + RepeatedLines.CLIENTS
                        + " clients and one for all others",
                ofClient + " a minute per client, " + ofAll + " in total",
                "chosen");
    }

    @Override
    public void mail(ReceivedMail passage) {
        AcceptResult receipt = passage.receipt();
        LogLine start = LogLine.of("mail")
                .with("entry", receipt.entry())
                .address("from", cut(passage.sender(), LONGEST_TYPED))
                .with("recipients", passage.recipients().size())
                .with("size", passage.size())
                .with("client", passage.client().address().getHostAddress());
        if (!passage.client().device().isEmpty()) {
            start.with("device", passage.client().device());
        }
        if (!passage.client().listener().isEmpty()) {
            start.with("listener", passage.client().listener());
        }
        String line = start.with("account", passage.account().mailbox())
                .with("road", receipt.road())
                .with("trace", receipt.trace())
                .with("ms", passage.took().toMillis())
                .text("reply", receipt.reply())
                .toString();
        boolean accepted = receipt.reply().code() < 300;
        if (accepted
                || refusedMails.mayWrite(
                        passage.client().address(), cut(receipt.reply().toString(), LONGEST_REPLY))) {
            LOG.atLevel(accepted ? Level.INFO : Level.WARN).log(line);
        }
    }

    @Override
    public void refused(Rejection rejection) {
        LogLine line = LogLine.of("refused").with("client", rejection.client().getHostAddress());
        if (!rejection.device().isEmpty()) {
            line.with("device", rejection.device());
        }
        line.with("at", cut(rejection.at(), LONGEST_TYPED));
        if (!rejection.login().isEmpty()) {
            line.with("login", cut(rejection.login(), LONGEST_TYPED));
        }
        String text =
                line.text("reply", cut(full(rejection.reply()), LONGEST_REPLY)).toString();
        if (refusals.mayWrite(rejection.client(), text)) {
            LOG.warn("{}", text);
        }
    }

    /** Adds the private detail and the remedy, which a client that is not a mail program never shows. */
    private static String full(Reply reply) {
        return reply.code() + " " + reply.enhanced() + " " + reply.text()
                + reply.detail().map(detail -> " [" + detail + "]").orElse("")
                + reply.remedy().map(remedy -> " Remedy: " + remedy).orElse("");
    }

    @Override
    public void failed(InetAddress client, String at, Throwable fault) {
        String text = LogLine.of("failed")
                .with("client", client.getHostAddress())
                .with("at", at)
                .text("fault", cut(fault.toString(), LONGEST_REPLY))
                .toString();
        if (!faults.mayWrite(client, text)) {
            return;
        }
        if (fault instanceof Error) {
            // one line only: the trace of a StackOverflowError has a thousand, and memory may be short
            LOG.error("{}", text);
        } else {
            LOG.error("{}", text, fault);
        }
    }

    @Override
    public void sumUp(boolean end) {
        sum("refusals", refusals, end);
        sum("refused messages", refusedMails, end);
        sum("faults", faults, end);
    }

    private static void sum(String what, RepeatedLines lines, boolean end) {
        for (RepeatedLines.Sum sum : lines.due(end)) {
            LOG.warn(
                    "{}",
                    LogLine.of("repeated")
                            .with("client", sum.client())
                            .with("what", what)
                            .with("count", sum.count())
                            .text("last", sum.last()));
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
