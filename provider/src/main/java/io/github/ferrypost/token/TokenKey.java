package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.entra.AadstsRow;
import io.github.ferrypost.entra.AadstsTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything a token depends on, and nothing more: accounts that differ only in their mailbox share tokens, because
 * an app's own token is not for a particular mailbox. Immutable.
 */
final class TokenKey {
    /** Microsoft, "OAuth 2.0 client credentials flow": the tenant's GUID or a domain name of it. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final String tenant;
    private final String client;
    private final Credential credential;
    private final Cloud cloud;
    private final URI login;
    private final Optional<Path> trust;
    private final TokenResource resource;

    TokenKey(Account account, TokenResource resource) {
        this.tenant = account.tenant();
        this.client = account.client();
        this.credential = account.credential();
        this.cloud = account.endpoints().cloud();
        this.login = account.endpoints().login();
        this.trust = account.endpoints().trust();
        this.resource = resource;
    }

    String tenant() {
        return tenant;
    }

    /** Checked before it becomes part of a URL; anything else would lead to another path on that host. */
    void checkTenant() throws UnusableSettingException {
        if (!TENANT.matcher(tenant).matches()) {
            AadstsRow row = AadstsTable.find(900023).orElseThrow();
            throw new UnusableSettingException(
                    "ferrypost.tenant is neither a GUID nor a domain name: " + tenant, row.remedy());
        }
    }

    String client() {
        return client;
    }

    Credential credential() {
        return credential;
    }

    URI login() {
        return login;
    }

    Optional<Path> trust() {
        return trust;
    }

    /** The cloud's real login host, whatever the endpoint: MSAL4J's cache and assertions depend on it. */
    String authority() {
        return "https://" + cloud.loginHost() + "/" + tenant + "/";
    }

    /**
     * The app's own tokens carry all granted permissions; a user's scope names the permission (RFC 6749 section 3.3).
     */
    String scope() {
        if (isOfUser()) {
            return (resource == TokenResource.GRAPH ? cloud.graphScope("Mail.Send") : cloud.smtpSendScope())
                    + " openid profile offline_access";
        }
        return resource == TokenResource.GRAPH ? cloud.graphScope() : cloud.exchangeScope();
    }

    private boolean isOfUser() {
        return credential instanceof Credential.Delegated || credential instanceof Credential.Password;
    }

    /** The key of a user's sign-in in the token file: one sign-in serves all resources. */
    String signInId() {
        String user = ((Credential.Delegated) credential).user();
        return String.join("/", cloud.key(), tenant, client, user).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TokenKey)) {
            return false;
        }
        TokenKey that = (TokenKey) other;
        return tenant.equals(that.tenant)
                && client.equals(that.client)
                && credential.equals(that.credential)
                && cloud == that.cloud
                && login.equals(that.login)
                && trust.equals(that.trust)
                && resource == that.resource;
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, client, credential, resource);
    }

    /** For logs; contains no secret. */
    @Override
    public String toString() {
        return "app " + client + " in tenant " + tenant + " for " + resource;
    }
}
