package io.github.ferrypost.sandbox;

import static io.github.ferrypost.sandbox.EntraClient.claims;
import static io.github.ferrypost.sandbox.EntraClient.form;
import static io.github.ferrypost.sandbox.EntraClient.granted;
import static io.github.ferrypost.sandbox.EntraClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.FederatedCredential;
import io.github.ferrypost.sandbox.entra.ExternalIssuer;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apps without a secret: federated credentials and managed identities. */
class WorkloadTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ISSUER = "https://cluster.contoso.example";
    private static final String SUBJECT = "system:serviceaccount:mail:ferrypost";
    private Sandbox sandbox;
    private EntraClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        client = new EntraClient(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> present(String assertion) throws Exception {
        return client.token(form(
                "grant_type",
                "client_credentials",
                "client_id",
                sandbox.clientId(),
                "scope",
                "https://graph.microsoft.com/.default",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion));
    }

    @Test
    void takesTheTokensOfATrustedIssuer() throws Exception {
        ExternalIssuer issuer = sandbox.issuer(ISSUER);
        String token = issuer.token(SUBJECT, FederatedCredential.AUDIENCE, HOUR);
        refused(present(token), "invalid_client", 700211);
        sandbox.app().addFederatedCredential(ISSUER, SUBJECT);
        assertThat(claims(JsonValues.string(granted(present(token)), "access_token")))
                .containsEntry("appidacr", "2")
                .containsEntry("roles", List.of("Mail.ReadWrite", "Mail.Send", "User.Read.All"));
        refused(present(issuer.token("other", FederatedCredential.AUDIENCE, HOUR)), "invalid_client", 700213);
        refused(present(issuer.token(SUBJECT, "api://other", HOUR)), "invalid_client", 700212);
        refused(present(issuer.token(SUBJECT, FederatedCredential.AUDIENCE, HOUR.negated())), "invalid_client", 700024);
        refused(
                present(token.substring(0, token.lastIndexOf('.') + 1)
                        + sandbox.issuer(ISSUER + "/evil")
                                .token(SUBJECT, FederatedCredential.AUDIENCE, HOUR)
                                .replaceAll(".*\\.", "")),
                "invalid_client",
                700027);
    }

    @Test
    void servesAVirtualMachine() throws Exception {
        String path = sandbox.imds().getPath();
        Map<String, String> query = form("api-version", "2018-02-01", "resource", "https://graph.microsoft.com");
        failed(client.get(path, query), 400, "Required metadata header not specified");
        failed(client.get(path, query, "Metadata", "true"), 400, "Identity not found");
        App identity = sandbox.directory().addManagedIdentity("vm", "Mail.Send");
        Map<String, Object> answer = granted(client.get(path, query, "Metadata", "true"));
        assertThat(answer).containsEntry("client_id", identity.clientId()).containsEntry("expires_in", "3599");
        assertThat(claims(JsonValues.string(answer, "access_token")))
                .containsEntry("appid", identity.clientId())
                .containsEntry("idtyp", "app")
                .containsEntry("roles", List.of("Mail.Send"));
        failed(client.get(path, query, "Metadata", "true", "X-Forwarded-For", "10.0.0.1"), 400, "Required metadata");
        sandbox.directory().addManagedIdentity("user-assigned", "Mail.Send");
        failed(client.get(path, query, "Metadata", "true"), 400, "Identity not found");
        query.put("client_id", identity.clientId());
        granted(client.get(path, query, "Metadata", "true"));
        query.put("resource", "https://nowhere.example");
        failed(client.get(path, query, "Metadata", "true"), 400, "AADSTS500011");
        sandbox.faults().next(Target.MANAGED_IDENTITY, Fault.status(410));
        assertThat(client.get(path, query, "Metadata", "true").statusCode()).isEqualTo(410);
    }

    @Test
    void servesAppService() throws Exception {
        String path = sandbox.identityEndpoint().getPath();
        App identity = sandbox.directory().addManagedIdentity("site", "SMTP.SendAsApp");
        Map<String, String> query = form("api-version", "2019-08-01", "resource", "https://outlook.office365.com");
        failed(client.get(path, query, "X-IDENTITY-HEADER", "guess"), 401, "X-IDENTITY-HEADER");
        Map<String, Object> answer = granted(client.get(path, query, "X-IDENTITY-HEADER", sandbox.identityHeader()));
        assertThat(answer).containsKey("expires_on").containsEntry("client_id", identity.clientId());
        query.put("api-version", "2018-02-01");
        failed(client.get(path, query, "X-IDENTITY-HEADER", sandbox.identityHeader()), 400, "api-version");
    }

    private static void failed(HttpResponse<String> response, int status, String words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(words).doesNotContain(App.SECRET_MARKER);
    }
}
