package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.util.AdaptiveLimit;
import io.github.ferrypost.util.AdaptiveLimit.Permit;
import io.github.ferrypost.util.Sleeper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Sends a mailbox's requests to Graph, within its concurrency limit, with a token and a request id. Safe for many
 * threads.
 */
final class GraphClient {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.graph");

    /**
     * Delay before repeating a request refused for concurrency; doubles each time. Most requests end within this
     * time.
     */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

    private final TokenSource tokens;
    private final Clients clients;
    private final MailboxConcurrencyLimiter limiter;
    private final GraphOptions options;
    private final Clock clock;
    private final Sleeper waits;

    GraphClient(TokenSource tokens, Clients clients, GraphOptions options, Clock clock, Sleeper waits) {
        this.tokens = tokens;
        this.clients = clients;
        this.limiter = new MailboxConcurrencyLimiter(options.atOnce(), clock);
        this.options = options;
        this.clock = clock;
        this.waits = waits;
    }

    /**
     * @param path after {@code /v1.0/users/MAILBOX}, percent-encoded
     * @param content adds to the request whatever it needs besides the token and the id
     */
    GraphResponse call(Account account, String method, String path, UnaryOperator<Request> content) {
        TokenResult grant = tokens.get(account, TokenResource.GRAPH);
        if (grant.isRefused()) {
            return GraphResponse.unsent(grant.refusal());
        }
        URI uri = URI.create(account.endpoints().graph() + "/v1.0/users/" + encoded(account.mailbox()) + path);
        Request request = content.apply(Request.of(method, uri, options.timeout()));
        GraphResponse response = once(account, request, Optional.of(grant.token()));
        if (!response.is(401)) {
            return response;
        }
        tokens.reject(account, TokenResource.GRAPH, grant.token());
        TokenResult fresh = tokens.get(account, TokenResource.GRAPH);
        if (fresh.isRefused()) {
            return GraphResponse.unsent(fresh.refusal());
        }
        return once(account, request, Optional.of(fresh.token()));
    }

    /**
     * Sends one request within the concurrency limit; without a token if the URL carries its own authorization. A
     * request refused because the mailbox has too many at once was not executed: it waits for another permit, within
     * the same time limit.
     */
    GraphResponse once(Account account, Request request, Optional<Token> token) {
        Http http = clients.trusting(account.endpoints().trust());
        AdaptiveLimit limit = limiter.of(account);
        Duration left = options.patience();
        Duration pause = FIRST_PAUSE;
        long start = System.nanoTime();
        Optional<Permit> turn = limit.acquire(left);
        Optional<GraphResponse> refused = Optional.empty();
        while (turn.isPresent()) {
            GraphResponse response = inTurn(turn.get(), http, request, token);
            if (!response.isOverConcurrency()) {
                return response;
            }
            Duration wait = response.status().retryAfter().orElse(pause);
            left = left.minusNanos(System.nanoTime() - start).minus(wait);
            refused = Optional.of(wait.compareTo(options.patience()) > 0 ? response : response.withoutRetryAfter());
            if (left.isNegative()) {
                break;
            }
            waits.pause(wait);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            start = System.nanoTime();
            turn = limit.acquireAgain(left);
        }
        return refused.orElseGet(() -> GraphResponse.unsent(tooMuchMail(limit)));
    }

    private GraphResponse inTurn(Permit turn, Http http, Request request, Optional<Token> token) {
        try {
            GraphResponse response = send(http, request, token);
            if (response.isOverConcurrency()) {
                turn.lower();
            }
            return response;
        } finally {
            turn.release();
        }
    }

    private Status tooMuchMail(AdaptiveLimit limit) {
        return Status.later(
                FailureScope.MAILBOX,
                Reply.of(451, "4.3.2", "Too many messages are waiting for this mailbox")
                        .withDetail("no free request slot"
                                + " within " + options.patience().toMillis() + " ms, " + limit.limit()
                                + " requests at once"));
    }

    private GraphResponse send(Http http, Request request, Optional<Token> token) {
        String id = UUID.randomUUID().toString();
        long length = request.body().map(Request.Body::length).orElse(0L);
        Request named = request.within(options.timeout(length))
                .header("client-request-id", id)
                .header("User-Agent", "Ferrypost");
        if (token.isPresent()) {
            named = named.header("Authorization", "Bearer " + token.get().value());
        }
        try {
            Answer answer = http.send(named);
            GraphResponse response = GraphResponse.of(
                    answer, id, token.map(Token::value).orElse(""), answer.retryAfter(clock.instant()));
            LOG.log(Level.DEBUG, () -> request + ": " + answer + ", request-id " + response.trace());
            return response;
        } catch (HttpFailure e) {
            LOG.log(Level.DEBUG, () -> request + ": " + e.getMessage() + ", client-request-id " + id);
            return GraphResponse.lost(e, id);
        }
    }

    /** Encodes one path segment (RFC 3986 section 3.3); the at sign is allowed there and stays readable in logs. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }
}
