package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The client credentials grant (RFC 6749 section 4.4) with Entra's checks, in Entra's order. Thread-safe. */
final class ClientCredentials {
    private static final String DEFAULT = "/.default";
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access", "email");

    private final ClientAuthentication clients;
    private final AccessTokens tokens;

    ClientCredentials(ClientAuthentication clients, AccessTokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    Map<String, Object> answer(Form form) throws Refusal {
        form.need("client_id");
        String audience = audience(form);
        App app = clients.app(form);
        ClientAuthentication.Proof proof = clients.prove(app, form);
        clients.checkEnabled(app);
        Resource resource = Resource.named(audience);
        return JsonValues.of(
                "token_type", "Bearer",
                "expires_in", tokens.lifetimeSeconds(),
                "ext_expires_in", tokens.lifetimeSeconds(),
                "access_token", tokens.issue(app, resource, audience, proof == ClientAuthentication.Proof.ASSERTION));
    }

    /** The resource that the only scope names; ignores OpenID's own scopes, which MSAL4J adds. */
    private static String audience(Form form) throws Refusal {
        String scope = form.get("scope");
        if (scope == null) {
            throw new Refusal(EntraError.PARAMETER_MISSING, "scope");
        }
        List<String> wanted = Arrays.stream(scope.split("\\s+", -1))
                .filter(word -> !word.isEmpty() && !OPENID.contains(word))
                .collect(Collectors.toList());
        if (wanted.isEmpty()) {
            throw new Refusal(EntraError.SCOPE_EMPTY, "");
        }
        if (wanted.size() > 1) {
            throw new Refusal(EntraError.SCOPE_INVALID, scope);
        }
        String only = wanted.get(0);
        if (!only.endsWith(DEFAULT)) {
            throw new Refusal(EntraError.SCOPE_NOT_DEFAULT, only);
        }
        return only.substring(0, only.length() - DEFAULT.length());
    }
}
