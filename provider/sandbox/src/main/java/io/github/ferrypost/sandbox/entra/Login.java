package io.github.ferrypost.sandbox.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.exchange.Requests;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Pause;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.http.Answer;
import io.github.ferrypost.sandbox.http.FaultyService;
import io.github.ferrypost.sandbox.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What login.microsoftonline.com serves: tokens, discovery, keys. Thread-safe. */
public final class Login implements HttpHandler {
    private static final int MAX_BODY = 1 << 20;
    private static final String TOKEN = "/oauth2/v2.0/token";
    private static final String OPENID = "/v2.0/.well-known/openid-configuration";
    private static final String AUTHORIZE = "/oauth2/v2.0/authorize";
    private static final String KEYS = "/discovery/v2.0/keys";

    private final Directory directory;
    private final Tokens tokens;
    private final TokenEndpoint endpoint;
    private final Authorize authorize;
    private final Faults faults;
    private final FaultyService service;
    private final Requests requests;
    private final Clock clock;

    public Login(Directory directory, Tokens tokens, Faults faults, Pause pause, Requests requests, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.endpoint = new TokenEndpoint(directory, tokens, clock);
        this.authorize = new Authorize(directory);
        this.faults = faults;
        this.service = new FaultyService(pause);
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String given = exchange.getRequestHeaders().getFirst("client-request-id");
        String correlation = given == null ? UUID.randomUUID().toString() : given;
        boolean token = path.endsWith(TOKEN);
        if (token) {
            requests.countToken();
        }
        Optional<Fault> fault = faults.take(token ? Target.TOKEN : Target.DISCOVERY, null);
        Optional<Answer> answer = service.serve(
                exchange,
                fault,
                MAX_BODY,
                ordered -> ordered(ordered, correlation),
                body -> answer(exchange, path, body.bytes(), correlation));
        String request = UUID.randomUUID().toString();
        requests.note(
                exchange.getRequestMethod(),
                path,
                answer.map(Answer::status).orElse(0),
                "",
                request,
                given == null ? "" : given);
        if (answer.isEmpty()) {
            exchange.close();
            return;
        }
        answer.get()
                .header("x-ms-request-id", request)
                .header("client-request-id", correlation)
                .header("Cache-Control", "no-store, no-cache")
                .send(exchange);
    }

    private Answer answer(HttpExchange exchange, String path, byte[] body, String correlation) {
        try {
            if (path.endsWith(TOKEN)) {
                if (!exchange.getRequestMethod().equals("POST")) {
                    throw new Refusal(EntraError.NOT_POST, exchange.getRequestMethod());
                }
                return Answer.json(200, endpoint.token(tenant(path, TOKEN), new Form(body)));
            }
            if (path.equals("/common/discovery/instance")) {
                return Answer.json(200, instance(exchange));
            }
            if (path.endsWith(OPENID)) {
                endpoint.checkTenant(tenant(path, OPENID));
                return Answer.json(200, configuration(exchange));
            }
            if (path.endsWith(AUTHORIZE)) {
                endpoint.checkTenant(tenant(path, AUTHORIZE));
                String query = exchange.getRequestURI().getRawQuery();
                return authorize.answer(new Form((query == null ? "" : query).getBytes(StandardCharsets.UTF_8)));
            }
            if (path.endsWith(KEYS)) {
                return Answer.json(200, tokens.keys());
            }
            return Answer.empty(404);
        } catch (Refusal e) {
            return e.error().answer(e.getMessage(), correlation, clock.instant());
        }
    }

    private Answer ordered(Fault fault, String correlation) {
        String number = fault.code().orElse("").replaceAll("\\D", "");
        int fallback = fault.status() == 429 ? 90055 : 90033;
        return EntraError.answerFor(
                number.isEmpty() ? fallback : Integer.parseInt(number), fault.status(), correlation, clock.instant());
    }

    private static String tenant(String path, String end) {
        return path.substring(Math.min(1, path.length()), Math.max(1, path.length() - end.length()));
    }

    private static Map<String, Object> instance(HttpExchange exchange) {
        return Json.of(
                "tenant_discovery_endpoint",
                base(exchange) + "/common" + OPENID,
                "api-version",
                "1.1",
                "metadata",
                List.of(Json.of(
                        "preferred_network",
                        "login.microsoftonline.com",
                        "preferred_cache",
                        "login.windows.net",
                        "aliases",
                        List.of(
                                "login.microsoftonline.com",
                                "login.windows.net",
                                "login.microsoft.com",
                                "sts.windows.net"))));
    }

    private Map<String, Object> configuration(HttpExchange exchange) {
        String tenant = base(exchange) + "/" + directory.tenantId();
        return Json.of(
                "token_endpoint",
                tenant + TOKEN,
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "private_key_jwt", "client_secret_basic"),
                "jwks_uri",
                tenant + KEYS,
                "response_modes_supported",
                List.of("query", "fragment", "form_post"),
                "subject_types_supported",
                List.of("pairwise"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"),
                "response_types_supported",
                List.of("code", "id_token", "code id_token", "id_token token"),
                "scopes_supported",
                List.of("openid", "profile", "email", "offline_access"),
                "issuer",
                tenant + "/v2.0",
                "authorization_endpoint",
                tenant + "/oauth2/v2.0/authorize",
                "device_authorization_endpoint",
                tenant + "/oauth2/v2.0/devicecode",
                "tenant_region_scope",
                "EU",
                "cloud_instance_name",
                "microsoftonline.com",
                "cloud_graph_host_name",
                "graph.windows.net",
                "msgraph_host",
                "graph.microsoft.com");
    }

    private static String base(HttpExchange exchange) {
        return "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
    }
}
