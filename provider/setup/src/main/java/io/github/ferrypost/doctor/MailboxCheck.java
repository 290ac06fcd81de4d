package io.github.ferrypost.doctor;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks whether Graph would send from the mailbox, without sending: if everything else is right, a message without
 * recipients is refused for that reason alone. Microsoft does not document the order of its checks, so success is
 * reported as likely; only the test message proves it.
 */
final class MailboxCheck {
    private static final byte[] NOBODY =
            ("{\"message\":{\"subject\":\"Ferrypost doctor\",\"body\":{\"contentType\":\"Text\","
                            + "\"content\":\"\"},\"toRecipients\":[]},\"saveToSentItems\":false}")
                    .getBytes(StandardCharsets.UTF_8);

    /** The meaning of Graph's codes for the set-up; the first match decides. Microsoft Graph: "Error responses". */
    private static final List<Row> ROWS = List.of(
            new Row("400", "ErrorInvalidRecipients", Health.OK, "seen.mailbox-likely"),
            new Row("202", "", Health.OK, "seen.mailbox-likely"),
            new Row("401", ".*", Health.FAULT, "seen.graph-unauthorized", "remedy.audience"),
            new Row(".*", "MailboxNotEnabledForRESTAPI", Health.FAULT, "seen.no-licence", "remedy.licence"),
            new Row(
                    "404|400",
                    "ErrorInvalidUser|ErrorNonExistentMailbox|ResourceNotFound|Request_ResourceNotFound|ErrorItemNotFound",
                    Health.FAULT,
                    "seen.no-mailbox",
                    "remedy.no-mailbox"),
            new Row(".*", "ErrorQuotaExceeded", Health.FAULT, "seen.mailbox-full", "remedy.mailbox-full"),
            new Row(
                    ".*",
                    "ErrorMessageSubmissionBlocked|ErrorAccountSuspend",
                    Health.FAULT,
                    "seen.blocked",
                    "remedy.blocked"),
            new Row(
                    ".*",
                    "ErrorExceededMessageLimit|ErrorSubmissionQuotaExceeded|ErrorExceededHourlyMessageLimit",
                    Health.NOT_PROVEN,
                    "seen.limit",
                    "remedy.limit"),
            new Row("429|5..", ".*", Health.NOT_PROVEN, "seen.graph-busy", "remedy.later"));

    private MailboxCheck() {}

    static Result look(CheckContext context) {
        if (context.account().isOfEachSender()) {
            return Result.notCheckable(context.say("seen.each-sender"), context.say("remedy.send-test"));
        }
        Token token = context.token(TokenResource.GRAPH).orElseThrow();
        String host = NetworkChecks.hostOf(context.account().endpoints().graph());
        try {
            Answer answer = context.send(probe(context, token));
            if (NetworkChecks.isPage(answer)) {
                return NetworkChecks.noAnswer(context, answer, host).orElseThrow();
            }
            return judge(
                    context,
                    answer.status(),
                    ReportJson.of(answer.text()).object("error").text("code"));
        } catch (HttpFailure e) {
            return NetworkChecks.lost(context, e, host);
        }
    }

    private static Request probe(CheckContext context, Token token) {
        String mailbox = encoded(context.account().mailbox());
        URI uri = context.account().endpoints().graph().resolve("/v1.0/users/" + mailbox + "/sendMail");
        return Request.of("POST", uri, context.tools().patience())
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json")
                .body(NOBODY);
    }

    /** For a path segment. */
    static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Result judge(CheckContext context, int status, String code) {
        String[] values = {"status", Integer.toString(status), "code", code.isEmpty() ? "-" : code};
        if (status == 403 && (code.equals("ErrorAccessDenied") || code.equals("extensionError"))) {
            return denied(context, values);
        }
        Optional<Row> row =
                ROWS.stream().filter(each -> each.fits(status, code)).findFirst();
        if (row.isEmpty()) {
            return Result.notCheckable(context.say("seen.graph-unknown", values), context.say("remedy.send-test"));
        }
        return row.get().result(context, values);
    }

    /**
     * A user needs its own right on the mailbox. If an app's token has the role, only a scope or policy can be in the
     * way; if not, the permission was never granted.
     */
    private static Result denied(CheckContext context, String[] values) {
        if (SignInChecks.isOfUser(context)) {
            return Result.fault(
                    context.say("seen.graph-user", values),
                    context.say("remedy.user-graph"),
                    context.say("remedy.wait"));
        }
        if (TokenChecks.hasRole(context, TokenResource.GRAPH)) {
            return Result.fault(
                    context.say("seen.graph-scoped", values),
                    context.say("remedy.scope"),
                    context.say("lines.authorization"),
                    context.say("remedy.wait"));
        }
        return Result.fault(
                context.say("seen.graph-denied", values),
                context.say("remedy.rbac-graph"),
                context.say("lines.rbac-graph"),
                context.say("remedy.consent-graph"),
                context.say("remedy.wait"));
    }

    /** A row of the table. */
    private static final class Row {
        private final String status;
        private final String code;
        private final Health health;
        private final String seen;
        private final String[] remedies;

        private Row(String status, String code, Health health, String seen, String... remedies) {
            this.status = status;
            this.code = code;
            this.health = health;
            this.seen = seen;
            this.remedies = remedies;
        }

        private boolean fits(int givenStatus, String givenCode) {
            return Integer.toString(givenStatus).matches(status) && givenCode.matches(code);
        }

        private Result result(CheckContext context, String[] values) {
            return Result.of(
                    health,
                    context.say(seen, values),
                    Arrays.stream(remedies).map(context::say).collect(Collectors.toList()));
        }
    }
}
