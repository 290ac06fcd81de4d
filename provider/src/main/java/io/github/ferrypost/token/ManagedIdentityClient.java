package io.github.ferrypost.token;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Tokens from the Azure machine that runs the program: from App Service if its settings are present, else from the
 * instance metadata service (Microsoft, "How to use managed identities on an Azure VM to acquire an access token" and
 * "How to use managed identities for App Service"). MSAL4J's own client reads the process's environment and keeps
 * tokens in a static field, so it cannot be redirected or tested. Safe for use by many threads.
 */
final class ManagedIdentityClient {
    /** The same on every machine, and not reachable from others (RFC 3927). */
    private static final URI METADATA = URI.create("http://169.254.169.254");

    private static final String WHERE =
            "A managed identity works only on machines in Azure. On other machines, use a certificate or a"
                    + " client secret.";

    private final Credential.ManagedIdentity identity;
    private final String resource;
    private final Http http;
    private final TokenOptions options;

    ManagedIdentityClient(TokenKey registration, Http http, TokenOptions options) {
        this.identity = (Credential.ManagedIdentity) registration.credential();
        this.resource = registration.scope().replaceAll("/\\.default$", "");
        this.http = http;
        this.options = options;
    }

    TokenResult ask() {
        try {
            return read(http.send(request()));
        } catch (HttpFailure e) {
            return TokenResult.refused(
                    AadstsKind.BUSY.status("Cannot reach the managed identity service: " + e.getMessage(), "", WHERE));
        }
    }

    private Request request() {
        boolean appService = !identity.header().isEmpty();
        URI service = identity.service().orElse(METADATA);
        String path = appService
                ? service + "?api-version=2019-08-01"
                : service + "/metadata/identity/oauth2/token?api-version=2018-02-01";
        URI uri = URI.create(path + "&resource=" + encoded(resource) + which(appService));
        Request request = Request.of("GET", uri, options.requestTimeout());
        return appService ? request.header("X-IDENTITY-HEADER", identity.header()) : request.header("Metadata", "true");
    }

    private String which(boolean appService) {
        String id = identity.id();
        if (id.equalsIgnoreCase(Credential.ManagedIdentity.SYSTEM)) {
            return "";
        }
        if (!id.startsWith("/")) {
            return "&client_id=" + encoded(id);
        }
        return (appService ? "&mi_res_id=" : "&msi_res_id=") + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private TokenResult read(Answer answer) {
        Map<String, Object> json = Json.read(answer.text());
        String token = Json.text(json, "access_token");
        if (answer.status() == 200 && !token.isEmpty()) {
            try {
                // seconds since 1970, as text or number
                long end = (long) Double.parseDouble(Json.text(json, "expires_on"));
                return TokenResult.of(new Token(token, Instant.ofEpochSecond(end)));
            } catch (NumberFormatException e) {
                // not a response of this service; reported below
            }
        }
        return TokenResult.refused(refusal(answer, json));
    }

    private Status refusal(Answer answer, Map<String, Object> json) {
        String said = Json.text(json, "error_description") + Json.text(json, "message");
        String text = "The managed identity service returned no token: HTTP " + answer.status()
                + (said.isEmpty() ? "" : ", " + said.substring(0, Math.min(200, said.length())));
        // 404 and 410 while it is being updated, 429 and 5xx while it is busy: the same page, "Error handling"
        boolean refused = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        AadstsKind kind = refused ? AadstsKind.CREDENTIAL : AadstsKind.BUSY;
        Status status = kind.status(
                text,
                "",
                refused
                        ? "Enable the identity under Identity on the machine's page in the portal, or set"
                                + " ferrypost.managed-identity to the machine's identity."
                        : WHERE);
        return answer.retryAfter(options.clock().instant())
                .map(status::withRetryAfter)
                .orElse(status);
    }
}
