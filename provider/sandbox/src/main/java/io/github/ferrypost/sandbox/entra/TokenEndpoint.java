package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.http.Json;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The client credentials grant (RFC 6749 section 4.4) with Entra's checks, in Entra's order. Thread-safe. */
final class TokenEndpoint {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String DEFAULT = "/.default";
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access", "email");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DNS = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private final Directory directory;
    private final Tokens tokens;
    private final Clock clock;

    TokenEndpoint(Directory directory, Tokens tokens, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The token response. */
    Map<String, Object> token(String tenant, Form form) throws Refusal {
        checkTenant(tenant);
        String grant = form.need("grant_type");
        if (!grant.equals("client_credentials")) {
            throw new Refusal(EntraError.GRANT_TYPE, grant);
        }
        if (Set.of("common", "organizations", "consumers").contains(tenant)) {
            throw new Refusal(EntraError.TENANT_COMMON, tenant);
        }
        String clientId = form.need("client_id");
        String audience = audience(form);
        if (!GUID.matcher(clientId).matches()) {
            throw new Refusal(EntraError.APP_NOT_FOUND, clientId);
        }
        App app = directory.app(clientId).orElseThrow(() -> new Refusal(EntraError.APP_NOT_FOUND, clientId));
        boolean byCertificate = authenticate(app, form);
        if (!app.servicePrincipal()) {
            throw new Refusal(EntraError.NO_SERVICE_PRINCIPAL, clientId);
        }
        if (app.disabled()) {
            throw new Refusal(EntraError.APP_DISABLED, clientId + "'(" + app.name() + ")");
        }
        Resource resource = resource(audience);
        return Json.of(
                "token_type", "Bearer",
                "expires_in", tokens.lifetimeSeconds(),
                "ext_expires_in", tokens.lifetimeSeconds(),
                "access_token", tokens.issue(app, resource, audience, byCertificate));
    }

    void checkTenant(String tenant) throws Refusal {
        boolean many = Set.of("common", "organizations", "consumers").contains(tenant);
        if (!many && !GUID.matcher(tenant).matches() && !DNS.matcher(tenant).matches()) {
            throw new Refusal(EntraError.TENANT_SYNTAX, tenant);
        }
        if (!many && !directory.isTenant(tenant)) {
            throw new Refusal(EntraError.TENANT_NOT_FOUND, tenant);
        }
    }

    private boolean authenticate(App app, Form form) throws Refusal {
        String assertion = form.get("client_assertion");
        if (assertion != null && ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
            Assertion.check(
                    assertion,
                    app,
                    "(" + directory.tenantId() + "|" + Pattern.quote(directory.domain()) + ")",
                    clock.instant());
            return true;
        }
        String secret = form.get("client_secret");
        if (secret == null || secret.isEmpty()) {
            throw new Refusal(EntraError.NO_CREDENTIAL, "");
        }
        switch (app.secret(secret)) {
            case VALID:
                return false;
            case EXPIRED:
                throw new Refusal(EntraError.SECRET_EXPIRED, app.clientId());
            default:
                throw new Refusal(EntraError.WRONG_SECRET, app.clientId());
        }
    }

    /** The resource that the one scope names; MSAL4J adds OpenID's own scopes, which mean nothing here. */
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

    private static Resource resource(String audience) throws Refusal {
        for (Resource resource : Resource.values()) {
            if (resource.is(audience)) {
                return resource;
            }
        }
        throw new Refusal(EntraError.RESOURCE_NOT_FOUND, audience);
    }
}
