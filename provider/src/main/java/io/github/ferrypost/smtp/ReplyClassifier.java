package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.EnhancedCode;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;

/** Turns a server reply into a status: by the table, else by the first digit and the phase. */
final class ReplyClassifier {
    private static final int MOST_WORDS = 500;

    private ReplyClassifier() {}

    /** The meaning of a reply if the app signs in for itself. */
    static Status status(SmtpReply said) {
        return status(said, false);
    }

    /** @param byUser whether a user signed in, rather than the app for itself */
    static Status status(SmtpReply said, boolean byUser) {
        if (said.isNothing()) {
            return silence(said);
        }
        if (said.isPositive()) {
            return Status.accepted(reply(said, 2, said.text()));
        }
        if (said.phase() == Phase.END && !said.isRefusal()) {
            // neither acceptance nor refusal
            return silence(said);
        }
        Optional<ReplyRule> row = row(said, byUser);
        return row.isPresent() ? known(said, row.get()) : unknown(said);
    }

    /** Whether a fresh token may turn this refusal into a sign-in. */
    static boolean wantsFreshToken(SmtpReply said) {
        return row(said, false).map(ReplyRule::isFreshToken).orElse(false);
    }

    /** Whether the mailbox has more connections open than the server allows, here or elsewhere. */
    static boolean isTooManyConnections(SmtpReply said) {
        return row(said, false).map(ReplyRule::isTooManyConnections).orElse(false);
    }

    private static Optional<ReplyRule> row(SmtpReply said, boolean byUser) {
        return SmtpReplies.rows().stream()
                .filter(row -> row.matches(said, byUser))
                .findFirst();
    }

    private static Status known(SmtpReply said, ReplyRule row) {
        boolean never = row.verdict() == Verdict.PERMANENT;
        Reply reply = reply(said, never ? 5 : 4, row.meaning());
        String words = (codesNotIn(reply, said) + " " + words(said)).trim();
        if (!words.isEmpty()) {
            reply = reply.withText(row.meaning() + " [Exchange: " + words + "]");
        }
        Reply full = reply.withRemedy(row.remedy());
        Status status = never ? Status.never(row.blame(), full) : Status.later(row.blame(), full);
        return row.retryAfter().map(status::withRetryAfter).orElse(status);
    }

    private static Status unknown(SmtpReply said) {
        String text = said.text().isEmpty() ? "no reason given" : words(said);
        boolean permanent = isPermanent(said);
        Reply reply = reply(said, permanent ? 5 : 4, text);
        String codes = codesNotIn(reply, said);
        Reply full = codes.isEmpty() ? reply : reply.withText(text + " [reply " + codes + "]");
        return permanent ? Status.never(blame(said), full) : Status.later(blame(said), full);
    }

    /** The server's text, shortened to fit a public reply; the detail has all of it. */
    private static String words(SmtpReply said) {
        return said.text().length() > MOST_WORDS ? said.text().substring(0, MOST_WORDS) + "…" : said.text();
    }

    /** The server's own codes if they differ from ours, so that no code appears twice in a line. */
    private static String codesNotIn(Reply reply, SmtpReply said) {
        String code = said.code() == reply.code() ? "" : Integer.toString(said.code());
        String enhanced = said.enhanced()
                .filter(own -> !own.equals(reply.enhanced()))
                .map(EnhancedCode::toString)
                .orElse("");
        return (code + " " + enhanced).trim();
    }

    private static Status silence(SmtpReply said) {
        if (said.phase() == Phase.END) {
            return Status.inDoubt(Reply.of(
                            451,
                            "4.4.2",
                            "The connection failed after the whole message was sent; the message may have arrived")
                    .withDetail(said.toString()));
        }
        String code = said.phase() == Phase.GREETING ? "4.4.1" : "4.4.2";
        return Status.later(
                FailureScope.SESSION,
                Reply.of(451, code, "The connection failed at " + said.phase().words())
                        .withDetail(said.text()));
    }

    /**
     * Before the sign-in, an unknown refusal is not about us. RFC 5321 section 4.5.3.1.10 treats a 552 to RCPT as a
     * 452. An unexpected digit (3yz) is unknown, and unknown means transient.
     */
    private static boolean isPermanent(SmtpReply said) {
        boolean tooMany = said.phase() == Phase.RCPT && said.code() == 552;
        return said.code() >= 500 && said.phase().compareTo(Phase.AUTH) >= 0 && !tooMany;
    }

    private static FailureScope blame(SmtpReply said) {
        boolean permanent = isPermanent(said);
        switch (said.phase()) {
            case AUTH:
                return permanent ? FailureScope.ACCOUNT : FailureScope.SESSION;
            case RCPT:
                return said.code() == 421 ? FailureScope.SESSION : FailureScope.RECIPIENT;
            default:
                return permanent ? FailureScope.MESSAGE : FailureScope.SESSION;
        }
    }

    /**
     * Uses the server's own codes if they match the verdict's class. A 421 closes the channel to Exchange, not the
     * one to our client, so the client gets a 451.
     */
    private static Reply reply(SmtpReply said, int digit, String text) {
        int code = said.code();
        if (code / 100 != digit || code == 421) {
            code = digit == 5 ? 554 : code == 552 ? 452 : 451;
        }
        return Reply.of(code, enhanced(said, digit), text).withDetail(said.toString());
    }

    private static String enhanced(SmtpReply said, int digit) {
        return digit
                + said.enhanced().map(EnhancedCode::toString).orElse("0.0.0").substring(1);
    }
}
