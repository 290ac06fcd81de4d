package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.token.TokenResource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signs in at the SMTP server by the road that messages take, and sends nothing. */
final class SmtpLoginCheck {
    /**
     * The meaning of the server's text for the set-up; the first match decides. Texts from Exchange Online's replies.
     */
    private static final List<Row> ROWS = List.of(
            new Row("disabled for the Tenant", "seen.smtp-tenant", "remedy.smtp-switch", "lines.smtp-switch"),
            new Row("disabled for the Mailbox", "seen.smtp-mailbox", "remedy.smtp-mailbox", "lines.smtp-switch"),
            new Row("security defaults", "seen.security-defaults", "remedy.security-defaults"),
            new Row("did not meet the criteria", "seen.smtp-policy", "remedy.smtp-policy"),
            new Row("5\\.7\\.139", "seen.smtp-forbidden", "remedy.smtp-policy"),
            new Row("does not offer STARTTLS", "seen.no-starttls", "remedy.no-starttls"),
            new Row("does not offer AUTH", "seen.smtp-refused", "remedy.no-starttls"),
            new Row("(?i)PKIX|certificate|TLS with|offers neither TLS", "seen.smtp-tls", "remedy.network-certificate"));

    private SmtpLoginCheck() {}

    static Result look(CheckContext context) {
        if (context.account().isOfEachSender()) {
            return Result.notCheckable(context.say("seen.each-sender"), context.say("remedy.send-test"));
        }
        Status status = context.tools().roads().signIn(context.account().withRoads(List.of(RoadName.SMTP)));
        if (status.isAccepted()) {
            return Result.ok(context.say("seen.smtp-login"));
        }
        Reply reply = status.reply();
        String said = reply.serverReply().orElse(reply.text());
        Optional<Row> row = ROWS.stream().filter(each -> each.fits(said)).findFirst();
        if (row.isPresent()) {
            return row.get().result(context, said);
        }
        boolean noSendAs =
                SignInChecks.isOfUser(context) && reply.enhanced().toString().equals("5.7.60");
        if (noSendAs || (reply.code() == 535 && status.blame() == FailureScope.ACCOUNT)) {
            return unsuccessful(context, said);
        }
        ReportText seen = context.say("seen.smtp-refused", "said", said, "why", reply.text());
        ReportText remedy = Remedies.of(reply).orElseGet(() -> context.say("remedy.later"));
        return status.verdict() == Verdict.PERMANENT ? Result.fault(seen, remedy) : Result.unanswered(seen, remedy);
    }

    /** 535 5.7.3 gives no reason: the sign-in method and the token show which way of granting was started. */
    private static Result unsuccessful(CheckContext context, String said) {
        if (SignInChecks.isOfUser(context)) {
            return Result.fault(
                    context.say("seen.smtp-user", "said", said),
                    context.say("remedy.user-smtp"),
                    context.say("remedy.user-blocked"),
                    context.say("remedy.wait"));
        }
        if (TokenChecks.hasRole(context, TokenResource.SMTP)) {
            return Result.fault(
                    context.say("seen.smtp-no-permission", "said", said),
                    context.say("remedy.smtp-full-access"),
                    context.say("lines.full-access"),
                    context.say("remedy.user-blocked"),
                    context.say("remedy.wait"));
        }
        return Result.fault(
                context.say("seen.smtp-no-role", "said", said),
                context.say("remedy.rbac-smtp"),
                context.say("lines.rbac-smtp"),
                context.say("remedy.consent-smtp"),
                context.say("remedy.wait"));
    }

    /** A row of the table. */
    private static final class Row {
        private final Pattern words;
        private final String seen;
        private final String[] remedies;

        private Row(String words, String seen, String... remedies) {
            this.words = Pattern.compile(words);
            this.seen = seen;
            this.remedies = remedies;
        }

        private boolean fits(String said) {
            return words.matcher(said).find();
        }

        private Result result(CheckContext context, String said) {
            return Result.of(
                    Health.FAULT,
                    context.say(
                            seen,
                            "said",
                            said,
                            "why",
                            said,
                            "host",
                            context.account().endpoints().smtpHost()),
                    Arrays.stream(remedies)
                            .map(remedy -> context.say(
                                    remedy,
                                    "host",
                                    context.account().endpoints().smtpHost()))
                            .collect(Collectors.toList()));
        }
    }
}
