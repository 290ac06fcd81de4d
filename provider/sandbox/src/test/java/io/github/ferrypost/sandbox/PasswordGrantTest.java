package io.github.ferrypost.sandbox;

import static io.github.ferrypost.sandbox.EntraClient.claims;
import static io.github.ferrypost.sandbox.EntraClient.form;
import static io.github.ferrypost.sandbox.EntraClient.granted;
import static io.github.ferrypost.sandbox.EntraClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resource owner password credentials grant. */
class PasswordGrantTest {
    private Sandbox sandbox;
    private EntraClient client;
    private User owner;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        sandbox.app().registration().publicClient(true);
        client = new EntraClient(sandbox);
        owner = sandbox.mailbox().owner();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void takesTheRightPasswordAndAsksForTheSecondFactor() throws Exception {
        Map<String, Object> answer = granted(client.password(owner.name(), owner.password()));
        assertThat(claims(JsonValues.string(answer, "access_token"))).containsEntry("upn", Sandbox.MAILBOX);
        granted(client.refresh(answer, "https://outlook.office.com/SMTP.Send"));
        owner.mfa(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50076);
        refused(client.refresh(answer, "https://outlook.office.com/SMTP.Send"), "invalid_grant", 50076);
        owner.mfa(false).password("another" + App.SECRET_MARKER);
        refused(client.refresh(answer, "https://outlook.office.com/SMTP.Send"), "invalid_grant", 50173);
    }

    @Test
    void namesWhatIsWrongWithTheAccount() throws Exception {
        refused(client.password("nobody@contoso.example", "x"), "invalid_grant", 50034);
        refused(client.password(owner.name(), "wrong"), "invalid_grant", 50126);
        refused(client.password(owner.name(), owner.password() + " "), "invalid_grant", 50126);
        owner.federated(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50126);
        owner.federated(false).mustChangePassword(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50055);
        owner.mustChangePassword(false).locked(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50053);
        owner.locked(false).disabled(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50057);
        owner.disabled(false);
        sandbox.app().assignmentRequired(true);
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 50105);
        sandbox.app().assign(owner).scopes();
        refused(client.password(owner.name(), owner.password()), "invalid_grant", 65001);
    }

    @Test
    void wantsAPublicClientOrASecretAndATenant() throws Exception {
        sandbox.app().registration().publicClient(false);
        refused(client.password(owner.name(), owner.password()), "invalid_client", 7000218);
        Map<String, String> confidential = form(
                "grant_type",
                "password",
                "client_id",
                sandbox.clientId(),
                "client_secret",
                sandbox.secret(),
                "username",
                owner.name(),
                "password",
                owner.password(),
                "scope",
                "User.Read");
        granted(client.token(confidential));
        refused(client.post("/common/oauth2/v2.0/token", confidential), "invalid_request", 9001023);
        granted(client.post("/organizations/oauth2/v2.0/token", confidential));
        sandbox.app().registration().publicClient(true);
        refused(client.token(confidential), "invalid_client", 700025);
        confidential.put("scope", "User.Read https://outlook.office.com/SMTP.Send");
        refused(client.token(confidential), "invalid_request", 28000);
        confidential.put("scope", "Mail.Sent");
        refused(client.token(confidential), "invalid_client", 650053);
    }

    @Test
    void saysWhoseThePasswordIs() throws Exception {
        String path = "/common/userrealm/" + owner.name();
        Map<String, String> version = form("api-version", "1.0");
        assertThat(GraphClient.json(client.get(path, version))).containsEntry("account_type", "Managed");
        owner.federated(true);
        assertThat(GraphClient.json(client.get(path, version))).containsEntry("account_type", "Federated");
        assertThat(GraphClient.json(client.get(path + "x", version))).containsEntry("account_type", "Unknown");
    }
}
