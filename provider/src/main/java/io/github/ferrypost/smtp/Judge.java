package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.EnhancedCode;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;

/** Turns what a server said into a status: by the table, else by the first digit and where in the dialog it was said. */
final class Judge {
    private Judge() {}

    static Status status(Said said) {
        if (said.isNothing()) {
            return silence(said);
        }
        if (said.isPositive()) {
            return Status.accepted(reply(said, 2, said.text()));
        }
        Optional<ReplyRow> row = row(said);
        if (row.isPresent()) {
            return known(said, row.get());
        }
        String text = said.codes() + ": " + (said.text().isEmpty() ? "no reason given" : said.text());
        return isPermanent(said)
                ? Status.never(blame(said), reply(said, 5, text))
                : Status.later(blame(said), reply(said, 4, text));
    }

    /** Whether a fresh token may turn this refusal into a sign-in. */
    static boolean wantsFreshToken(Said said) {
        return row(said).map(ReplyRow::isFreshToken).orElse(false);
    }

    private static Optional<ReplyRow> row(Said said) {
        return SmtpReplies.rows().stream().filter(row -> row.matches(said)).findFirst();
    }

    private static Status known(Said said, ReplyRow row) {
        boolean never = row.verdict() == Verdict.NEVER;
        Reply reply =
                reply(said, never ? 5 : 4, said.codes() + ": " + row.meaning()).withRemedy(row.remedy());
        Status status = never ? Status.never(row.blame(), reply) : Status.later(row.blame(), reply);
        return row.retryAfter().map(status::withRetryAfter).orElse(status);
    }

    private static Status silence(Said said) {
        if (said.phase() == Phase.END) {
            return Status.inDoubt(
                    Reply.of(451, "4.4.2", "the message was sent whole and its receipt never came: it may have arrived")
                            .withDetail(said.text()));
        }
        String code = said.phase() == Phase.GREETING ? "4.4.1" : "4.4.2";
        return Status.later(
                Blame.SESSION,
                Reply.of(451, code, "the connection failed at " + said.phase().words())
                        .withDetail(said.text()));
    }

    /**
     * Before the sign-in no refusal without a known reason is about us, and RFC 5321 section 4.5.3.1.10 has a 552 to RCPT
     * taken for a 452; a digit that is out of place (a 3yz) is unknown, and the unknown is transient.
     */
    private static boolean isPermanent(Said said) {
        boolean tooMany = said.phase() == Phase.RCPT && said.code() == 552;
        return said.code() >= 500 && said.phase().compareTo(Phase.AUTH) >= 0 && !tooMany;
    }

    private static Blame blame(Said said) {
        boolean permanent = isPermanent(said);
        switch (said.phase()) {
            case AUTH:
                return permanent ? Blame.ACCOUNT : Blame.SESSION;
            case RCPT:
                return said.code() == 421 ? Blame.SESSION : Blame.RECIPIENT;
            default:
                return permanent ? Blame.MESSAGE : Blame.SESSION;
        }
    }

    /**
     * The server's own codes where they are of the verdict's class. A 421 closes the channel to Exchange, not the one to
     * whoever gave us the message: for him it is a 451.
     */
    private static Reply reply(Said said, int digit, String text) {
        int code = said.code();
        if (code / 100 != digit || code == 421) {
            code = digit == 5 ? 554 : code == 552 ? 452 : 451;
        }
        return Reply.of(code, enhanced(said, digit), text).withDetail(said.toString());
    }

    private static String enhanced(Said said, int digit) {
        return digit
                + said.enhanced().map(EnhancedCode::toString).orElse("0.0.0").substring(1);
    }
}
