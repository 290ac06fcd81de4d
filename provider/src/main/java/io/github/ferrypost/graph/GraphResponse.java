package io.github.ferrypost.graph;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.util.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a request to Graph came to: an answer, or a reason why there is none. Immutable. */
final class GraphResponse {
    /** The HTTP status where there is no answer. */
    private static final int NONE = 0;

    /** What Microsoft calls the limit of requests at once for one app and mailbox. */
    private static final String CONCURRENCY = "mailboxconcurrency";

    private final int http;
    private final String text;
    private final ErrorBody body;
    private final Status status;
    private final String trace;

    private GraphResponse(int http, String text, ErrorBody body, Status status, String trace) {
        this.http = http;
        this.text = text;
        this.body = body;
        this.status = status;
        this.trace = trace;
    }

    private static GraphResponse without(Status reason, String trace) {
        return new GraphResponse(NONE, "", ErrorBody.parse(""), reason, trace);
    }

    /** Nothing was sent, for this reason. */
    static GraphResponse unsent(Status reason) {
        return without(reason, "");
    }

    /** @param id the request's own, which Microsoft's support can look for */
    static GraphResponse lost(HttpFailure failure, String id) {
        Reply reply = Reply.of(451, failure.mayHaveArrived() ? "4.4.2" : "4.4.1", text(failure))
                .withDetail(failure.getMessage() + " (client-request-id " + id + ")")
                .withRemedy("Check the network, the proxy and ferrypost.endpoint.graph if it stays so.");
        return without(
                failure.mayHaveArrived() ? Status.inDoubt(reply) : Status.later(FailureScope.SESSION, reply), id);
    }

    private static String text(HttpFailure failure) {
        return failure.mayHaveArrived()
                ? "Graph's answer was lost after the request had been sent."
                : "Graph could not be reached.";
    }

    /**
     * @param id of the request, where the answer names none
     * @param secret to be kept out of every text
     * @param retryAfter what the answer says, or nothing
     */
    static GraphResponse of(Answer answer, String id, String secret, Optional<Duration> retryAfter) {
        int http = answer.status();
        String text = http / 100 == 2 && http != 200 ? "" : answer.text();
        ErrorBody body = ErrorBody.parse(secret.isEmpty() ? text : text.replace(secret, "[token]"));
        String trace = answer.header("request-id").orElse(body.requestId().isEmpty() ? id : body.requestId());
        Status status = status(row(http, body), http, body, trace);
        return new GraphResponse(
                http,
                answer.text(),
                body,
                retryAfter.map(status::withRetryAfter).orElse(status),
                trace);
    }

    private static Status status(GraphErrorRow row, int http, ErrorBody body, String trace) {
        String innermost = body.codes().isEmpty()
                ? "HTTP " + http
                : body.codes().get(body.codes().size() - 1);
        String detail = "HTTP " + http
                + (body.codes().isEmpty() ? "" : " " + String.join(" > ", body.codes()))
                + (body.message().isEmpty() ? "" : ": " + body.message())
                + " (request-id " + trace + ")";
        String said = row.code().isEmpty() ? innermost : row.code();
        return row.status(said, body.words(said), detail);
    }

    private static GraphErrorRow row(int http, ErrorBody body) {
        boolean told = http >= 500 || http == 401 || http == 407 || http == 413 || http == 429;
        return !told && !body.isGraphs() ? GraphErrorRows.FOREIGN : GraphErrorTable.find(http, body.codes());
    }

    boolean is(int someHttp) {
        return http == someHttp;
    }

    /** Whether this is among Graph's codes. */
    boolean says(String code) {
        return body.codes().contains(code);
    }

    /** Whether the mailbox has too many requests at once; this one was not carried out. */
    boolean isOverConcurrency() {
        return http == 429
                && (String.join(" ", body.codes()) + " " + body.message())
                        .toLowerCase(Locale.ROOT)
                        .contains(CONCURRENCY);
    }

    /** The same for an answer that has the right status and not the content. */
    GraphResponse asForeign() {
        return as(GraphErrorRows.FOREIGN);
    }

    /** The same with the meaning of this row, and no longer an answer with a status. */
    GraphResponse as(GraphErrorRow row) {
        return without(status(row, http, body, trace), trace);
    }

    /** The same with what it means for this very message: its size and its number of recipients may explain a refusal. */
    GraphResponse about(AddressedMessage prepared) {
        Optional<GraphErrorRow> row = http == NONE
                ? Optional.empty()
                : GraphErrorTable.ofMessage(
                        row(http, body),
                        http,
                        prepared.recipients().size(),
                        prepared.message().size());
        return row.map(other -> new GraphResponse(http, text, body, status(other, http, body, trace), trace))
                .orElse(this);
    }

    /** The same where the wait that was asked for is over. */
    GraphResponse withoutRetryAfter() {
        return new GraphResponse(http, text, body, Status.later(status.blame(), status.reply()), trace);
    }

    /** Whether there was an answer at all. */
    boolean isAnswered() {
        return http != NONE;
    }

    /** The properties of the object that the answer holds; none where there is no answer, or no object in it. */
    Map<String, Object> json() {
        return Json.read(text);
    }

    /** What it means if it was to send a message and is no 202. */
    Status status() {
        return status;
    }

    /** What it means if it was a request that sends nothing: that can be in doubt of nothing. */
    Status statusOfPreparation() {
        if (status.verdict() != Verdict.IN_DOUBT) {
            return status;
        }
        Status later = Status.later(status.blame(), status.reply());
        return status.retryAfter().map(later::withRetryAfter).orElse(later);
    }

    /** Graph's request id, or ours. */
    String trace() {
        return trace;
    }
}
