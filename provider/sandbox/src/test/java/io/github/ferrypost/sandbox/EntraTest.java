package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token endpoint. */
class EntraTest {
    private static final String GRAPH = "https://graph.microsoft.com/.default";
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, String> form(String scope) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                sandbox.clientId(),
                "client_secret",
                sandbox.secret(),
                "client_info",
                "1"));
        if (scope != null) {
            form.put("scope", scope);
        }
        return form;
    }

    private HttpResponse<String> post(String tenant, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(URI.create(sandbox.login() + "/" + tenant + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("client-request-id", "my-correlation")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Map<String, Object> claims(String scope) throws Exception {
        HttpResponse<String> response = post(sandbox.tenantId(), form(scope));
        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> json = GraphClient.json(response);
        assertThat(json).containsEntry("token_type", "Bearer").containsEntry("expires_in", 3599);
        String token = JsonValues.string(json, "access_token");
        assertThat(token.length()).isBetween(1500, 2500);
        return JsonValues.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private void refused(int number, int status, String tenant, Map<String, String> form) throws Exception {
        HttpResponse<String> response = post(tenant, form);
        Map<String, Object> json = GraphClient.json(response);
        assertThat(json.get("error_codes")).isEqualTo(List.of(number));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonValues.string(json, "error_description"))
                .startsWith("AADSTS" + number + ": ")
                .contains(" Trace ID: ", " Correlation ID: my-correlation Timestamp: ")
                .doesNotContain(App.SECRET_MARKER);
        assertThat(json).containsKeys("error", "timestamp", "trace_id", "correlation_id", "error_uri");
    }

    @Test
    void issuesTokensWithTheRolesOfTheResource() throws Exception {
        Map<String, Object> claims = claims("openid " + GRAPH + " profile offline_access");
        assertThat(claims)
                .containsEntry("aud", "https://graph.microsoft.com")
                .containsEntry("tid", sandbox.tenantId())
                .containsEntry("appid", sandbox.clientId())
                .containsEntry("appidacr", "1")
                .containsEntry("ver", "1.0")
                .containsEntry("roles", List.of("Mail.ReadWrite", "Mail.Send", "User.Read.All"));
        assertThat(claims("https://outlook.office365.com/.default"))
                .containsEntry("aud", "https://outlook.office365.com")
                .containsEntry("roles", List.of("SMTP.SendAsApp"));
        sandbox.app().consent(false);
        assertThat(claims(GRAPH)).doesNotContainKey("roles");
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(3);
    }

    @Test
    void refusesAsEntraDoes() throws Exception {
        String tenant = sandbox.tenantId();
        Map<String, String> wrong = form(GRAPH);
        wrong.put("client_secret", "wrong%");
        refused(7000215, 401, tenant, wrong);
        wrong.remove("client_secret");
        refused(7000218, 401, tenant, wrong);
        Map<String, String> other = form(GRAPH);
        other.put("client_id", UUID.randomUUID().toString());
        refused(700016, 400, tenant, other);
        other.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        refused(70003, 400, tenant, other);
        refused(90002, 400, UUID.randomUUID().toString(), form(GRAPH));
        refused(900023, 400, "my_tenant", form(GRAPH));
        refused(900144, 400, tenant, form(null));
        refused(28003, 400, tenant, form("openid profile"));
        refused(70011, 400, tenant, form(GRAPH + " https://outlook.office365.com/.default"));
        refused(1002012, 400, tenant, form("https://graph.microsoft.com/Mail.Send"));
        refused(500011, 400, tenant, form("https://nowhere.example/.default"));
        sandbox.app().disabled(true);
        refused(7000112, 400, tenant, form(GRAPH));
        sandbox.app().disabled(false).servicePrincipal(false);
        refused(7000229, 400, tenant, form(GRAPH));
        sandbox.app().servicePrincipal(true).expireSecrets();
        refused(7000222, 401, tenant, form(GRAPH));
        sandbox.faults().next(Target.TOKEN, Fault.aadsts(53003));
        refused(53003, 400, tenant, form(GRAPH));
        Map<String, String> renewed = form(GRAPH);
        renewed.put("client_secret", sandbox.app().addSecret());
        assertThat(post("contoso.example", renewed).statusCode()).isEqualTo(200);
    }

    @Test
    void secretsLookReal() {
        assertThat(sandbox.secret()).hasSize(40).contains("~", App.SECRET_MARKER);
        assertThat(sandbox.settings())
                .containsEntry("ferrypost.secret", sandbox.secret())
                .hasSize(8);
    }

    @Test
    void servesDiscovery() throws Exception {
        Map<String, Object> configuration = get("/" + sandbox.tenantId() + "/v2.0/.well-known/openid-configuration");
        assertThat(configuration)
                .containsEntry("token_endpoint", sandbox.login() + "/" + sandbox.tenantId() + "/oauth2/v2.0/token")
                .containsKeys("issuer", "jwks_uri", "msgraph_host", "tenant_region_scope");
        assertThat(JsonValues.list(get("/" + sandbox.tenantId() + "/discovery/v2.0/keys"), "keys"))
                .hasSize(1);
        assertThat(get("/common/discovery/instance")).containsKeys("tenant_discovery_endpoint", "metadata");
        assertThat(get("/nowhere.example/v2.0/.well-known/openid-configuration"))
                .containsEntry("error_codes", List.of(90002));
    }

    private Map<String, Object> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.login() + path)).build();
        return GraphClient.json(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void takesCertificateAssertions(@TempDir Path directory) throws Exception {
        KeyStore keys = rsaKey(directory);
        X509Certificate certificate = (X509Certificate) keys.getCertificate("app");
        PrivateKey key = (PrivateKey) keys.getKey("app", "changeit".toCharArray());
        String tenant = sandbox.tenantId();
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = JsonValues.of(
                "aud",
                "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token",
                "iss",
                sandbox.clientId(),
                "sub",
                sandbox.clientId(),
                "nbf",
                now,
                "exp",
                now + 600);

        refused(700027, 401, tenant, assertion(claims, certificate, key));
        sandbox.app().addCertificate(certificate);
        assertThat(post(tenant, assertion(claims, certificate, key)).body()).contains("access_token");
        claims.put("exp", now - 301);
        refused(700024, 401, tenant, assertion(claims, certificate, key));
        claims.put("exp", now + 600);
        claims.put("iss", "somebody");
        refused(700021, 401, tenant, assertion(claims, certificate, key));
        claims.put("iss", sandbox.clientId());
        claims.put("aud", "https://login.microsoftonline.com/common");
        refused(700023, 401, tenant, assertion(claims, certificate, key));
        Map<String, String> forged = assertion(claims, certificate, key);
        forged.computeIfPresent(
                "client_assertion", (name, value) -> value.substring(0, value.length() - 8) + "AAAAAAAA");
        refused(700027, 401, tenant, forged);
        forged.put("client_assertion", "nonsense");
        refused(50027, 401, tenant, forged);
    }

    private Map<String, String> assertion(Map<String, Object> claims, X509Certificate certificate, PrivateKey key)
            throws Exception {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        byte[] print = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        Map<String, Object> header = JsonValues.of("alg", "RS256", "typ", "JWT", "x5t#S256", url.encodeToString(print));
        String content =
                url.encodeToString(JsonValues.write(header)) + "." + url.encodeToString(JsonValues.write(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> form = form(GRAPH);
        form.remove("client_secret");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", content + "." + url.encodeToString(signature.sign()));
        return form;
    }

    private static KeyStore rsaKey(Path directory) throws Exception {
        Path store = directory.resolve("app.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "app",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=app",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        assertThat(Set.of("app")).contains(keys.aliases().nextElement());
        return keys;
    }
}
