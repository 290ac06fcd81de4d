package io.github.ferrypost.graph;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a request to Graph came to: an answer, or a reason why there is none. Immutable. */
final class Response {
    private final Answer answer;
    private final List<String> codes;
    private final Status status;
    private final String trace;

    private Response(Answer answer, List<String> codes, Status status, String trace) {
        this.answer = answer;
        this.codes = codes;
        this.status = status;
        this.trace = trace;
    }

    /** Nothing was sent, for this reason. */
    static Response unsent(Status reason) {
        return new Response(null, List.of(), reason, "");
    }

    /** @param id the request's own, which Microsoft's support can look for */
    static Response lost(HttpFailure failure, String id) {
        Reply reply = Reply.of(451, failure.mayHaveArrived() ? "4.4.2" : "4.4.1", text(failure))
                .withDetail(failure.getMessage() + " (client-request-id " + id + ")")
                .withRemedy("Check the network, the proxy and ferrypost.endpoint.graph if it stays so.");
        Status status = failure.mayHaveArrived() ? Status.inDoubt(reply) : Status.later(Blame.SESSION, reply);
        return new Response(null, List.of(), status, id);
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
    static Response of(Answer answer, String id, String secret, Optional<Duration> retryAfter) {
        ErrorBody body = ErrorBody.parse(answer.status() / 100 == 2 && answer.status() != 200 ? "" : answer.text());
        String trace = answer.header("request-id").orElse(body.requestId().isEmpty() ? id : body.requestId());
        String code = body.codes().isEmpty()
                ? "HTTP " + answer.status()
                : body.codes().get(body.codes().size() - 1);
        GraphError row = row(answer, body);
        String said = row.code().isEmpty() ? code : row.code();
        String detail = "HTTP " + answer.status()
                + (body.codes().isEmpty() ? "" : " " + String.join(" > ", body.codes()))
                + (body.message().isEmpty() ? "" : ": " + body.message())
                + " (request-id " + trace + ")";
        Status status = row.status(said, secret.isEmpty() ? detail : detail.replace(secret, "[token]"));
        return new Response(
                answer, body.codes(), retryAfter.map(status::withRetryAfter).orElse(status), trace);
    }

    private static GraphError row(Answer answer, ErrorBody body) {
        int http = answer.status();
        boolean told = http >= 500 || http == 401 || http == 407 || http == 413 || http == 429;
        return !told && !body.isGraphs() ? GraphErrors.FOREIGN : GraphErrors.find(http, body.codes());
    }

    boolean is(int http) {
        return answer != null && answer.status() == http;
    }

    /** Whether this is among Graph's codes. */
    boolean says(String code) {
        return codes.contains(code);
    }

    /** The same for an answer that has the right status and not the content. */
    Response asForeign() {
        String said = answer == null ? "" : answer.toString();
        return new Response(null, List.of(), GraphErrors.FOREIGN.status(said, "request-id " + trace), trace);
    }

    /** Whether there was an answer at all. */
    boolean isAnswered() {
        return answer != null;
    }

    /** @throws java.util.NoSuchElementException if there is none */
    Answer answer() {
        return Optional.ofNullable(answer).orElseThrow();
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
