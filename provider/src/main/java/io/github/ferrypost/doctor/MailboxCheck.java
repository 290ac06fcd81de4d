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
 * Whether Graph would send from the mailbox, found out without sending: a message without recipients is refused for that
 * reason alone where everything else is right. Microsoft does not document the order of its checks; so "it works" is told
 * as likely, and only the test mail proves it.
 */
final class MailboxCheck {
    private static final byte[] NOBODY =
            ("{\"message\":{\"subject\":\"Ferrypost doctor\",\"body\":{\"contentType\":\"Text\","
                            + "\"content\":\"\"},\"toRecipients\":[]},\"saveToSentItems\":false}")
                    .getBytes(StandardCharsets.UTF_8);

    /** What Graph's codes say of the set-up: the first row that fits. Microsoft Graph: "Error responses". */
    private static final List<Row> ROWS = List.of(
            new Row("202|400", "(ErrorInvalidRecipients)?", Health.OK, "seen.mailbox-likely"),
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
                    Health.WARNING,
                    "seen.limit",
                    "remedy.limit"),
            new Row("429|5..", ".*", Health.NOT_CHECKABLE, "seen.graph-busy", "remedy.later"));

    private MailboxCheck() {}

    static Result look(CheckContext visit) {
        Token token = visit.token(TokenResource.GRAPH).orElse(null);
        if (token == null) {
            return Result.notCheckable(visit.say("seen.opaque"));
        }
        String host = NetworkChecks.hostOf(visit.account().endpoints().graph());
        try {
            Answer answer = visit.send(probe(visit, token));
            return judge(
                    visit,
                    answer.status(),
                    ReportJson.of(answer.text()).object("error").text("code"));
        } catch (HttpFailure e) {
            return NetworkChecks.trouble(visit, e, host);
        }
    }

    private static Request probe(CheckContext visit, Token token) {
        String mailbox = encoded(visit.account().mailbox());
        URI uri = visit.account().endpoints().graph().resolve("/v1.0/users/" + mailbox + "/sendMail");
        return Request.of("POST", uri, NetworkChecks.TIMEOUT)
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json")
                .body(NOBODY);
    }

    /** For a segment of a path. */
    static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Result judge(CheckContext visit, int status, String code) {
        String[] values = {"status", Integer.toString(status), "code", code.isEmpty() ? "-" : code};
        if (status == 403 && (code.equals("ErrorAccessDenied") || code.equals("extensionError"))) {
            return denied(visit, values);
        }
        Optional<Row> row =
                ROWS.stream().filter(each -> each.fits(status, code)).findFirst();
        if (row.isEmpty()) {
            return Result.notCheckable(visit.say("seen.graph-unknown", values), visit.say("remedy.send-test"));
        }
        return row.get().result(visit, values);
    }

    /**
     * A user needs a right of its own on the mailbox. Of an app, with the role in the token, only a scope or policy can be in
     * the way; without it, nobody has granted anything.
     */
    private static Result denied(CheckContext visit, String[] values) {
        if (SignInChecks.isOfUser(visit)) {
            return Result.fault(
                    visit.say("seen.graph-user", values), visit.say("remedy.user-graph"), visit.say("remedy.wait"));
        }
        if (TokenChecks.hasRole(visit, TokenResource.GRAPH)) {
            return Result.fault(
                    visit.say("seen.graph-scoped", values),
                    visit.say("remedy.scope"),
                    visit.say("lines.authorization"),
                    visit.say("remedy.wait"));
        }
        return Result.fault(
                visit.say("seen.graph-denied", values),
                visit.say("remedy.rbac-graph"),
                visit.say("lines.rbac-graph"),
                visit.say("remedy.consent-graph"),
                visit.say("remedy.wait"));
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

        private Result result(CheckContext visit, String[] values) {
            return Result.of(
                    health,
                    visit.say(seen, values),
                    Arrays.stream(remedies).map(visit::say).collect(Collectors.toList()));
        }
    }
}
