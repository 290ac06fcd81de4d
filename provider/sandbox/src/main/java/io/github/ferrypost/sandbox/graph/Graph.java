package io.github.ferrypost.sandbox.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.entra.AccessTokens;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.exchange.Deliveries;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.sandbox.exchange.Requests;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Pause;
import io.github.ferrypost.sandbox.http.Body;
import io.github.ferrypost.sandbox.http.FaultyService;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of graph.microsoft.com that a mail sender uses. Thread-safe. */
public final class Graph implements HttpHandler {
    /** Graph's limit on a request in bytes, including base64. */
    private static final int MAX_REQUEST = 4 * 1024 * 1024;

    private final Directory directory;
    private final Faults faults;
    private final FaultyService service;
    private final Requests requests;
    private final Limits limits;
    private final Duration serviceTime;
    private final Pause pause;
    private final Clock clock;
    private final Access access;
    private final SendMail sendMail;
    private final DirectoryReads directoryReads;
    private final Messages messages;
    private final Uploads uploads;

    public Graph(
            Directory directory,
            AccessTokens tokens,
            Faults faults,
            Pause pause,
            Requests requests,
            Deliveries deliveries,
            Limits limits,
            Duration serviceTime,
            boolean forgetful,
            Clock clock) {
        this.directory = directory;
        this.faults = faults;
        this.service = new FaultyService(pause);
        this.requests = requests;
        this.limits = limits;
        this.serviceTime = serviceTime;
        this.pause = pause;
        this.clock = clock;
        this.access = new Access(directory, tokens);
        this.directoryReads = new DirectoryReads(directory);
        SubmissionChecks submission = new SubmissionChecks(limits, deliveries);
        Folders folders = new Folders(clock, forgetful);
        this.uploads = new Uploads(clock);
        this.sendMail = new SendMail(access, submission, folders);
        this.messages = new Messages(access, submission, folders, uploads);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.countGraph();
        @Nullable Bearer bearer = null;
        @Nullable GraphError refused = null;
        try {
            bearer = access.bearer(exchange.getRequestHeaders().getFirst("Authorization"));
        } catch (GraphError e) {
            refused = e;
        }
        Call call = new Call(exchange, bearer == null ? Optional.empty() : bearer.user());
        String mailbox = directory.mailbox(call.user()).map(Mailbox::address).orElse(call.user());
        Optional<HttpAnswer> answer = gate(exchange, call, mailbox, bearer, call.isUploadChunk() ? null : refused);
        requests.note(
                call.method(),
                call.fullPath(),
                answer.map(HttpAnswer::status).orElse(0),
                mailbox,
                call.requestId(),
                call.clientRequestId());
        if (answer.isEmpty()) {
            exchange.close();
            return;
        }
        answer.get().header("request-id", call.requestId());
        if (!call.clientRequestId().isEmpty()) {
            answer.get().header("client-request-id", call.clientRequestId());
        }
        answer.get().send(exchange);
    }

    /** Admits as many concurrent requests per app and mailbox as the limits allow; refuses others at once. */
    private Optional<HttpAnswer> gate(
            HttpExchange exchange, Call call, String mailbox, @Nullable Bearer caller, @Nullable GraphError refusal)
            throws IOException {
        @Nullable Bearer bearer = call.isUploadChunk() ? null : caller;
        String client = bearer == null ? "" : bearer.clientId();
        if (requests.enter("graph", mailbox, client) > limits.graphConcurrency()) {
            requests.leave("graph", mailbox, client);
            Body.read(exchange, 0);
            GraphError throttled =
                    new GraphError(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
            return Optional.of(error(throttled, call).header("Retry-After", Integer.toString(limits.retryAfter())));
        }
        try {
            return service.serve(
                    exchange,
                    faults.take(call.target(), mailbox),
                    MAX_REQUEST,
                    fault -> ordered(fault, call),
                    body -> answer(call, bearer, refusal, body));
        } finally {
            requests.leave("graph", mailbox, client);
        }
    }

    private HttpAnswer answer(Call call, @Nullable Bearer bearer, @Nullable GraphError refused, Body body) {
        pause.wait(serviceTime);
        try {
            if (refused != null) {
                throw refused;
            }
            if (body.tooLarge()) {
                throw GraphError.tooLarge();
            }
            if (call.isUploadChunk()) {
                return uploads.answer(call, body);
            }
            return route(call, Objects.requireNonNull(bearer), body);
        } catch (GraphError e) {
            return error(e, call);
        } catch (IOException e) {
            // the body has been read, so the error must be in its JSON
            return error(GraphError.badRequest("Unable to read JSON request payload."), call);
        }
    }

    private HttpAnswer route(Call call, Bearer bearer, Body body) throws GraphError, IOException {
        if (call.segment(1).equals("me")) {
            throw GraphError.badRequest("/me request is only valid with delegated authentication flow.");
        }
        if (call.isSendMail()) {
            return sendMail.answer(call, bearer, body);
        }
        if (call.isUserCall() && call.segments() == 3) {
            return HttpAnswer.json(200, DirectoryReads.user(access.user(call, bearer)));
        }
        if (DirectoryReads.concerns(call)) {
            return directoryReads.answer(call, bearer);
        }
        if (call.isSearch()) {
            return messages.find(call, bearer);
        }
        if (call.isUserCall() && call.segment(3).equals("messages")) {
            return messages.answer(call, bearer, body);
        }
        throw GraphError.badRequest("Resource not found for the segment '" + call.segment(call.segments() - 1) + "'.");
    }

    private HttpAnswer ordered(Fault fault, Call call) {
        String code = fault.code().orElseGet(() -> usualCode(fault.status()));
        return error(new GraphError(fault.status(), code, "Ordered by a test."), call);
    }

    private static String usualCode(int status) {
        switch (status) {
            case 401:
                return "InvalidAuthenticationToken";
            case 403:
                return "ErrorAccessDenied";
            case 413:
                return "RequestEntityTooLarge";
            case 429:
                return "ApplicationThrottled";
            case 503:
                return "ErrorServerBusy";
            case 504:
                return "UnknownError";
            default:
                return status < 500 ? "BadRequest" : "ErrorInternalServerError";
        }
    }

    private HttpAnswer error(GraphError e, Call call) {
        if (e.status() < 300) {
            return HttpAnswer.empty(e.status());
        }
        Map<String, Object> inner = JsonValues.of(
                "date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "request-id", call.requestId(),
                "client-request-id", call.clientRequestId().isEmpty() ? call.requestId() : call.clientRequestId());
        HttpAnswer answer = HttpAnswer.json(
                e.status(),
                JsonValues.of(
                        "error", JsonValues.of("code", e.code(), "message", e.getMessage(), "innerError", inner)));
        if (e.status() == 401) {
            answer.header(
                    "WWW-Authenticate",
                    "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                            + " client_id=\"00000003-0000-0000-c000-000000000000\"");
        }
        return answer;
    }
}
