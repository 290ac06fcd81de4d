package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.User;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The token endpoint: dispatches by grant type. Thread-safe. */
final class TokenEndpoint {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DNS = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Set<String> MANY = Set.of("common", "organizations", "consumers");

    private final Directory directory;
    private final ClientAuthentication clients;
    private final ClientCredentials clientCredentials;
    private final DeviceCodes deviceCodes;
    private final AuthorizationCodes authorizationCodes;
    private final UserTokens userTokens;
    private final Clock clock;

    TokenEndpoint(
            Directory directory,
            ClientAuthentication clients,
            ClientCredentials clientCredentials,
            DeviceCodes deviceCodes,
            AuthorizationCodes authorizationCodes,
            UserTokens userTokens,
            Clock clock) {
        this.directory = directory;
        this.clients = clients;
        this.clientCredentials = clientCredentials;
        this.deviceCodes = deviceCodes;
        this.authorizationCodes = authorizationCodes;
        this.userTokens = userTokens;
        this.clock = clock;
    }

    /** The token response; {@code origin} is the request's Origin header, or null. */
    Map<String, Object> token(String tenant, Form form, String origin) throws Refusal {
        checkTenant(tenant);
        String grant = form.need("grant_type");
        switch (grant) {
            case "client_credentials":
                if (MANY.contains(tenant)) {
                    throw new Refusal(EntraError.TENANT_COMMON, tenant);
                }
                return clientCredentials.answer(form);
            case "urn:ietf:params:oauth:grant-type:device_code":
                return userTokens.answer(deviceCodes.redeem(form), form);
            case "authorization_code":
                return userTokens.answer(authorizationCodes.redeem(form, origin), form);
            case "refresh_token":
                return userTokens.answer(refresh(form, origin), form);
            case "password":
                if (tenant.equals("common") || tenant.equals("consumers")) {
                    throw new Refusal(EntraError.NOT_ON_COMMON, tenant);
                }
                return userTokens.answer(password(form), form);
            default:
                throw new Refusal(EntraError.GRANT_TYPE, grant);
        }
    }

    /** RFC 6749 section 6. */
    private UserGrant refresh(Form form, String origin) throws Refusal {
        App app = clients.app(form);
        String token = form.need("refresh_token");
        String scope = form.need("scope");
        SignedIn who = userTokens.redeem(token, app.clientId());
        ClientAuthentication.Proof proof = AuthorizationCodes.proof(app, who.platform, form, origin, clients);
        clients.checkEnabled(app);
        return new UserGrant(who, Scopes.parse(scope), proof);
    }

    /** The resource owner password credentials grant (RFC 6749 section 4.3). */
    private UserGrant password(Form form) throws Refusal {
        App app = clients.app(form);
        Scopes scopes = Scopes.parse(form.need("scope"));
        boolean isPublic = app.registration().publicClient();
        ClientAuthentication.Proof proof = clients.prove(app, form, isPublic);
        clients.checkEnabled(app);
        User user = People.withPassword(directory, form.need("username"), form.need("password"));
        People.check(user, app);
        People.checkFactors(user, false);
        Platform platform = isPublic ? Platform.PUBLIC : Platform.WEB;
        return new UserGrant(SignedIn.password(app, user, platform, clock.instant()), scopes, proof);
    }

    void checkTenant(String tenant) throws Refusal {
        boolean many = MANY.contains(tenant);
        if (!many && !GUID.matcher(tenant).matches() && !DNS.matcher(tenant).matches()) {
            throw new Refusal(EntraError.TENANT_SYNTAX, tenant);
        }
        if (!many && !directory.isTenant(tenant)) {
            throw new Refusal(EntraError.TENANT_NOT_FOUND, tenant);
        }
    }
}
