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

/** Signs in at the SMTP server by the road that mail takes, and sends nothing. */
final class SmtpLoginCheck {
    /** What the server's words say of the set-up: the first row found in them. Texts as of Exchange Online's replies. */
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

    static Result look(CheckContext visit) {
        Status status = visit.tools().roads().signIn(visit.account().withRoads(List.of(RoadName.SMTP)));
        if (status.isAccepted()) {
            return Result.ok(visit.say("seen.smtp-login"));
        }
        Reply reply = status.reply();
        String said = reply.serverReply().orElse(reply.text());
        Optional<Row> row = ROWS.stream().filter(each -> each.fits(said)).findFirst();
        if (row.isPresent()) {
            return row.get().result(visit, said);
        }
        boolean noSendAs =
                SignInChecks.isOfUser(visit) && reply.enhanced().toString().equals("5.7.60");
        if (noSendAs || (reply.code() == 535 && status.blame() == FailureScope.ACCOUNT)) {
            return unsuccessful(visit, said);
        }
        ReportText seen = visit.say("seen.smtp-refused", "said", said, "why", reply.text());
        ReportText remedy = Remedies.of(reply).orElseGet(() -> visit.say("remedy.later"));
        return status.verdict() == Verdict.NEVER ? Result.fault(seen, remedy) : Result.notCheckable(seen, remedy);
    }

    /** 535 5.7.3 names no reason: who signs in, and the token, say which way of granting was begun. */
    private static Result unsuccessful(CheckContext visit, String said) {
        if (SignInChecks.isOfUser(visit)) {
            return Result.fault(
                    visit.say("seen.smtp-user", "said", said),
                    visit.say("remedy.user-smtp"),
                    visit.say("remedy.user-blocked"),
                    visit.say("remedy.wait"));
        }
        if (TokenChecks.hasRole(visit, TokenResource.SMTP)) {
            return Result.fault(
                    visit.say("seen.smtp-no-permission", "said", said),
                    visit.say("remedy.smtp-full-access"),
                    visit.say("lines.full-access"),
                    visit.say("remedy.user-blocked"),
                    visit.say("remedy.wait"));
        }
        return Result.fault(
                visit.say("seen.smtp-no-role", "said", said),
                visit.say("remedy.rbac-smtp"),
                visit.say("lines.rbac-smtp"),
                visit.say("remedy.consent-smtp"),
                visit.say("remedy.wait"));
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

        private Result result(CheckContext visit, String said) {
            return Result.of(
                    Health.FAULT,
                    visit.say(
                            seen,
                            "said",
                            said,
                            "why",
                            said,
                            "host",
                            visit.account().endpoints().smtpHost()),
                    Arrays.stream(remedies)
                            .map(remedy -> visit.say(
                                    remedy, "host", visit.account().endpoints().smtpHost()))
                            .collect(Collectors.toList()));
        }
    }
}
