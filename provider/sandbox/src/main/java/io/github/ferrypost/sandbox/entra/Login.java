package io.github.ferrypost.sandbox.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.exchange.Requests;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Pause;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.http.FaultyService;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The endpoints of login.microsoftonline.com, and the local token endpoints of managed identities. Thread-safe. */
public final class Login implements HttpHandler {
    private static final int MAX_BODY = 1 << 20;
    private static final String TOKEN = "/oauth2/v2.0/token";
    private static final String OPENID = "/v2.0/.well-known/openid-configuration";
    private static final String AUTHORIZE = "/oauth2/v2.0/authorize";
    private static final String DEVICE = "/oauth2/v2.0/devicecode";
    private static final String DEVICE_PAGE = "/devicelogin";
    private static final String USER_REALM = "/common/userrealm/";
    private static final String KEYS = "/discovery/v2.0/keys";

    private final Directory directory;
    private final AccessTokens tokens;
    private final TokenEndpoint endpoint;
    private final DeviceCodes deviceCodes;
    private final DevicePage devicePage;
    private final Authorize authorize;
    private final ManagedIdentities identities;
    private final Faults faults;
    private final FaultyService service;
    private final Requests requests;
    private final Clock clock;

    public Login(
            Directory directory,
            AccessTokens tokens,
            ExternalIssuers issuers,
            ManagedIdentities identities,
            SignInLimits limits,
            Faults faults,
            Pause pause,
            Requests requests,
            Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        ClientAuthentication clients = new ClientAuthentication(directory, issuers, clock);
        UserTokens userTokens = new UserTokens(directory, tokens, clock, limits.refreshLifetime());
        AuthorizationCodes codes = new AuthorizationCodes(clients, clock);
        this.deviceCodes = new DeviceCodes(clients, directory.signIns(), clock, limits);
        this.endpoint = new TokenEndpoint(
                directory, clients, new ClientCredentials(clients, tokens), deviceCodes, codes, userTokens, clock);
        this.devicePage = new DevicePage(directory);
        this.authorize = new Authorize(directory, codes, clock);
        this.identities = identities;
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
        Optional<Fault> fault = faults.take(target(path), null);
        Optional<HttpAnswer> answer = service.serve(
                exchange,
                fault,
                MAX_BODY,
                ordered -> ordered(ordered, correlation),
                body -> answer(exchange, path, body.bytes(), correlation));
        String request = UUID.randomUUID().toString();
        requests.note(
                exchange.getRequestMethod(),
                path,
                answer.map(HttpAnswer::status).orElse(0),
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

    private HttpAnswer answer(HttpExchange exchange, String path, byte[] body, String correlation) {
        try {
            String method = exchange.getRequestMethod();
            Form form = new Form(body);
            if (path.endsWith(TOKEN)) {
                needPost(method);
                String origin = exchange.getRequestHeaders().getFirst("Origin");
                return HttpAnswer.json(200, endpoint.token(tenant(path, TOKEN), form, origin));
            }
            if (path.endsWith(DEVICE)) {
                needPost(method);
                endpoint.checkTenant(tenant(path, DEVICE));
                return HttpAnswer.json(200, deviceCodes.open(form, base(exchange)));
            }
            if (path.equals(DEVICE_PAGE)) {
                return devicePage.answer(form);
            }
            if (path.equals(ManagedIdentities.IMDS) || path.equals(ManagedIdentities.APP_SERVICE)) {
                return identities.answer(path, method, exchange.getRequestHeaders(), query(exchange));
            }
            if (path.startsWith(USER_REALM)) {
                return HttpAnswer.json(200, realm(path.substring(USER_REALM.length())));
            }
            if (path.equals("/common/discovery/instance")) {
                return HttpAnswer.json(200, instance(exchange));
            }
            if (path.endsWith(OPENID)) {
                endpoint.checkTenant(tenant(path, OPENID));
                return HttpAnswer.json(200, configuration(exchange));
            }
            if (path.endsWith(AUTHORIZE)) {
                endpoint.checkTenant(tenant(path, AUTHORIZE));
                return authorize.answer(query(exchange), form);
            }
            if (path.endsWith(KEYS)) {
                return HttpAnswer.json(200, tokens.keys());
            }
            return HttpAnswer.empty(404);
        } catch (Refusal e) {
            return e.error().answer(e.getMessage(), correlation, clock.instant());
        }
    }

    private static void needPost(String method) throws Refusal {
        if (!method.equals("POST")) {
            throw new Refusal(EntraError.NOT_POST, method);
        }
    }

    private static Form query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return new Form((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
    }

    private static Target target(String path) {
        if (path.endsWith(TOKEN)) {
            return Target.TOKEN;
        }
        if (path.endsWith(DEVICE)) {
            return Target.DEVICE_CODE;
        }
        if (path.endsWith(AUTHORIZE)) {
            return Target.AUTHORIZE;
        }
        boolean identity = path.equals(ManagedIdentities.IMDS) || path.equals(ManagedIdentities.APP_SERVICE);
        return identity ? Target.MANAGED_IDENTITY : Target.DISCOVERY;
    }

    /** MSAL requests this before it sends a password, to find out whether Entra checks the password. */
    private Map<String, Object> realm(String name) {
        Optional<User> user = directory.user(name);
        String type =
                user.map(found -> found.federated() ? "Federated" : "Managed").orElse("Unknown");
        return JsonValues.of(
                "ver", "1.0",
                "account_type", type,
                "domain_name", directory.domain(),
                "cloud_instance_name", "microsoftonline.com",
                "cloud_audience_urn", "urn:federation:MicrosoftOnline");
    }

    private HttpAnswer ordered(Fault fault, String correlation) {
        String usual = fault.status() == 429 ? "AADSTS90055" : "AADSTS90033";
        return EntraError.answerFor(fault.code().orElse(usual), fault.status(), correlation, clock.instant());
    }

    private static String tenant(String path, String end) {
        return path.substring(Math.min(1, path.length()), Math.max(1, path.length() - end.length()));
    }

    private static Map<String, Object> instance(HttpExchange exchange) {
        return JsonValues.of(
                "tenant_discovery_endpoint",
                base(exchange) + "/common" + OPENID,
                "api-version",
                "1.1",
                "metadata",
                List.of(JsonValues.of(
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
        return JsonValues.of(
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
