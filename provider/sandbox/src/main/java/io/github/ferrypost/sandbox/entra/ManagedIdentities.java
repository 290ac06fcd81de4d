package io.github.ferrypost.sandbox.entra;

import com.sun.net.httpserver.Headers;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Noise;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of managed identities, as a virtual machine (IMDS) and App Service issue them. Thread-safe. */
public final class ManagedIdentities {
    static final String IMDS = "/metadata/identity/oauth2/token";
    static final String APP_SERVICE = "/msi/token";

    private final Directory directory;
    private final AccessTokens tokens;
    private final Clock clock;
    private final String header = Noise.marked("", 32);

    public ManagedIdentities(Directory directory, AccessTokens tokens, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The value that App Service sets in {@code IDENTITY_HEADER}; a request needs it to get a token. */
    public String header() {
        return header;
    }

    HttpAnswer answer(String path, String method, Headers headers, Form query) {
        boolean imds = path.equals(IMDS);
        if (!method.equals("GET")) {
            return error(405, "method_not_allowed", "The method is not allowed");
        }
        // IMDS refuses requests that may have come through a proxy, so that a web page cannot make one fetch a token
        if (imds && (!"true".equals(headers.getFirst("Metadata")) || headers.containsKey("X-Forwarded-For"))) {
            return error(400, "invalid_request", "Required metadata header not specified");
        }
        if (!imds && !header.equals(headers.getFirst("X-IDENTITY-HEADER"))) {
            return error(401, "unauthorized", "The header X-IDENTITY-HEADER is missing or wrong");
        }
        String version = imds ? "2018-02-01" : "2019-08-01";
        if (!version.equals(query.get("api-version"))) {
            return error(400, "invalid_request", "The api-version query parameter is missing or not supported");
        }
        String audience = query.get("resource") == null
                ? ""
                : query.get("resource").replaceAll("/(\\.default)?$", "").strip();
        Resource resource;
        try {
            resource = Resource.named(audience);
        } catch (Refusal e) {
            return error(400, "invalid_resource", e.error().description(audience));
        }
        Optional<App> identity = identity(query);
        if (identity.isEmpty()) {
            return error(400, "invalid_request", "Identity not found");
        }
        return HttpAnswer.json(200, token(identity.get(), resource, audience, imds));
    }

    private Map<String, Object> token(App identity, Resource resource, String audience, boolean imds) {
        long lifetime = tokens.lifetimeSeconds();
        long expires = clock.instant().getEpochSecond() + lifetime;
        Map<String, Object> answer = JsonValues.of(
                "access_token",
                tokens.issue(identity, resource, audience, true),
                "client_id",
                identity.clientId(),
                "expires_on",
                Long.toString(expires),
                "resource",
                audience,
                "token_type",
                "Bearer");
        if (imds) {
            answer.put("expires_in", Long.toString(lifetime));
            answer.put("ext_expires_in", Long.toString(lifetime));
            answer.put("not_before", Long.toString(expires - lifetime));
        }
        return answer;
    }

    /** The identity that the query names, or the only one. */
    private Optional<App> identity(Form query) {
        List<App> all = directory.managedIdentities();
        String client = query.get("client_id");
        String object = query.get("object_id") == null ? query.get("principal_id") : query.get("object_id");
        if (client == null && object == null) {
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        }
        return all.stream()
                .filter(app -> app.clientId().equalsIgnoreCase(client)
                        || app.objectId().equalsIgnoreCase(object))
                .findFirst();
    }

    private static HttpAnswer error(int status, String error, String description) {
        return HttpAnswer.json(status, JsonValues.of("error", error, "error_description", description));
    }
}
