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

/** The result of a request to Graph: a response, or the reason why there is none. Immutable. */
final class GraphResponse {
    /** The HTTP status if there is no response. */
    private static final int NONE = 0;

    /** Microsoft's name for the limit of concurrent requests per app and mailbox. */
    private static final String CONCURRENCY = "mailboxconcurrency";

    private final int http;
    private final String text;
    private final ErrorBody body;
    private final String trace;
    private final Optional<Duration> retryAfter;

    /** Empty if {@link GraphErrorTable} decides, which a program that sends without errors never loads. */
    private final Optional<Status> decided;

    private GraphResponse(
            int http,
            String text,
            ErrorBody body,
            String trace,
            Optional<Duration> retryAfter,
            Optional<Status> decided) {
        this.http = http;
        this.text = text;
        this.body = body;
        this.trace = trace;
        this.retryAfter = retryAfter;
        this.decided = decided;
    }

    private static GraphResponse without(Status reason, String trace) {
        return new GraphResponse(NONE, "", ErrorBody.parse(""), trace, Optional.empty(), Optional.of(reason));
    }

    /** Nothing was sent, for this reason. */
    static GraphResponse unsent(Status reason) {
        return without(reason, "");
    }

    /** @param id the request's own id, which Microsoft's support can look up */
    static GraphResponse lost(HttpFailure failure, String id) {
        Reply reply = Reply.of(451, failure.mayHaveArrived() ? "4.4.2" : "4.4.1", text(failure))
                .withDetail(failure.getMessage() + " (client-request-id " + id + ")")
                .withRemedy("If this continues, check the network, the proxy and ferrypost.endpoint.graph.");
        return without(
                failure.mayHaveArrived() ? Status.inDoubt(reply) : Status.later(FailureScope.SESSION, reply), id);
    }

    private static String text(HttpFailure failure) {
        return failure.mayHaveArrived()
                ? "The connection failed after the request was sent, so Graph's answer is unknown"
                : "Cannot reach Graph";
    }

    /**
     * @param id of the request, if the response names none
     * @param secret redacted from every text
     * @param retryAfter from the response, or empty
     */
    static GraphResponse of(Answer answer, String id, String secret, Optional<Duration> retryAfter) {
        int http = answer.status();
        String text = isPlainSuccess(http) ? "" : answer.text();
        ErrorBody body = ErrorBody.parse(secret.isEmpty() ? text : text.replace(secret, "[token]"));
        String trace = answer.header("request-id").orElse(body.requestId().isEmpty() ? id : body.requestId());
        return new GraphResponse(http, answer.text(), body, trace, retryAfter, Optional.empty());
    }

    /** A success that needs no look at the text: Graph has answered 200 to messages that it dropped. */
    private static boolean isPlainSuccess(int http) {
        return http / 100 == 2 && http != 200;
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

    /** Whether Graph's codes include this one. */
    boolean says(String code) {
        return body.codes().contains(code);
    }

    /** Whether the mailbox has too many concurrent requests; this one was not executed. */
    boolean isOverConcurrency() {
        return http == 429
                && (String.join(" ", body.codes()) + " " + body.message())
                        .toLowerCase(Locale.ROOT)
                        .contains(CONCURRENCY);
    }

    /** A copy for a response with the right status but the wrong content. */
    GraphResponse asForeign() {
        return as(GraphErrorRows.FOREIGN);
    }

    /** A copy with the meaning of this row, no longer treated as a response with a status. */
    GraphResponse as(GraphErrorRow row) {
        return without(status(row, http, body, trace), trace);
    }

    /** A copy whose meaning considers this message: its size and recipient count may explain an error. */
    GraphResponse about(AddressedMessage prepared) {
        Optional<GraphErrorRow> row = http == NONE || isPlainSuccess(http)
                ? Optional.empty()
                : GraphErrorTable.ofMessage(
                        row(http, body),
                        http,
                        prepared.recipients().size(),
                        prepared.message().size());
        return row.isPresent() ? with(status(row.get(), http, body, trace)) : this;
    }

    /** A copy for when the requested delay is over. */
    GraphResponse withoutRetryAfter() {
        Status status = status();
        return with(Status.later(status.blame(), status.reply()));
    }

    private GraphResponse with(Status other) {
        return new GraphResponse(http, text, body, trace, Optional.empty(), Optional.of(other));
    }

    /** Whether there was a response at all. */
    boolean isAnswered() {
        return http != NONE;
    }

    /** The properties of the JSON object in the response; empty if there is none. */
    Map<String, Object> json() {
        return Json.read(text);
    }

    /** The meaning if the request was to send a message and the status is not 202. */
    Status status() {
        if (decided.isPresent()) {
            return decided.get();
        }
        Status status = status(row(http, body), http, body, trace);
        return retryAfter.map(status::withRetryAfter).orElse(status);
    }

    /** The meaning for a request that sends nothing, which is never in doubt. */
    Status statusOfPreparation() {
        Status status = status();
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
