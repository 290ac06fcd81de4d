package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Entra, and what its answers come to. */
class ClientCredentialsGrantTest {
    private final Scene scene = new Scene();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
    }

    private Status refusal(Account account) {
        return scene.tokens.get(account, TokenResource.GRAPH).refusal();
    }

    private Account of(String tenant, String client) {
        return of(tenant, client, Credential.secret(scene.sandbox.secret()));
    }

    private Account of(String tenant, String client, Credential credential) {
        return Account.of(tenant, client, credential, "a@contoso.example")
                .withEndpoints(scene.account().endpoints());
    }

    private static void assertRefused(Status status, String code) {
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
        assertThat(status.reply().text()).startsWith(code + ": ");
        assertThat(status.reply().remedy()).isPresent();
        assertThat(status.reply().detail().orElseThrow()).contains("Trace ID", "Correlation ID", "Timestamp");
    }

    @Test
    void wrongSecret() {
        assertRefused(refusal(scene.account(Credential.secret("wrong-wrong-wrong"))), "AADSTS7000215");
    }

    @Test
    void expiredSecret() {
        scene.sandbox.app().expireSecrets();
        assertRefused(refusal(scene.account()), "AADSTS7000222");
    }

    @Test
    void unknownTenant() {
        assertRefused(refusal(of(UUID.randomUUID().toString(), scene.sandbox.clientId())), "AADSTS90002");
    }

    @Test
    void unknownApp() {
        assertRefused(refusal(of(scene.sandbox.tenantId(), UUID.randomUUID().toString())), "AADSTS700016");
    }

    @Test
    void appSwitchedOff() {
        scene.sandbox.app().disabled(true);
        assertRefused(refusal(scene.account()), "AADSTS7000112");
        assertThat(refusal(scene.account()).reply().toString()).startsWith("525 5.7.13");
    }

    @Test
    void noServicePrincipal() {
        scene.sandbox.app().servicePrincipal(false);
        assertRefused(refusal(scene.account()), "AADSTS7000229");
    }

    @ParameterizedTest
    @ValueSource(ints = {65001, 53003, 500011, 50105, 900023, 700024, 123456})
    void orderedRefusals(int code) {
        scene.sandbox.faults().always(Target.TOKEN, Fault.aadsts(code));
        assertRefused(refusal(scene.account()), "AADSTS" + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {90033, 90055})
    void orderedDelays(int code) {
        scene.sandbox.faults().next(Target.TOKEN, Fault.aadsts(code));
        Status status = refusal(scene.account());
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().toString()).startsWith("454 4.7.0 AADSTS" + code + ": ");
        assertThat(scene.get().isRefused()).isFalse();
    }

    /** email-oauth2-proxy and smtp-oauth-relay answer a permanent 535 to each of these. */
    @ParameterizedTest
    @ValueSource(strings = {"503", "html", "html200", "garbage", "drop", "dropBefore"})
    void aTokenEndpointOutOfOrderIsLaterAndAskedOnce(String how) {
        Fault fault = how.equals("503")
                ? Fault.status(503)
                : how.equals("html")
                        ? Fault.html()
                        : how.equals("html200")
                                ? Fault.html(200)
                                : how.equals("garbage")
                                        ? Fault.garbage()
                                        : how.equals("drop") ? Fault.dropBeforeAcceptance() : Fault.dropBefore();
        scene.sandbox.faults().next(Target.TOKEN, fault);
        Status status = refusal(scene.account());
        assertThat(status.verdict()).as(status.toString()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(status.reply().toString()).startsWith("454 4.7.0");
        assertThat(scene.requests()).isEqualTo(1);
        assertThat(scene.get().isRefused()).isFalse();
    }

    @Test
    void aClosedPortAndAnUnknownHostAreLaterAndNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        for (String login : new String[] {"http://127.0.0.1:" + port, "https://login.invalid"}) {
            URI uri = URI.create(login);
            Account account =
                    scene.account().withEndpoints(scene.account().endpoints().withLogin(uri));
            Status status = refusal(account);
            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().text()).contains(uri.getHost());
        }
    }

    @ParameterizedTest
    @CsvSource({"' contoso.example'", "'\"abc\"'", "a/b", "''", "a?b"})
    void aMalformedTenantIsRefusedWithoutAsking(String tenant) {
        Status status = refusal(of(tenant, scene.sandbox.clientId()));
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().text()).contains("ferrypost.tenant");
        assertThat(scene.requests()).isZero();
    }

    /** The same verdict whoever signs in: TRANSIENT would be tried again for days. */
    @ParameterizedTest
    @CsvSource({"' contoso.example'", "a/b", "''", "a?b"})
    void aMalformedTenantIsRefusedWithoutAskingForUsersToo(String tenant) {
        Credential password = Credential.password("a@contoso.example", "LEGACYPASSWORD");
        Credential device = Credential.delegated(SignIn.DEVICE_CODE, "a@contoso.example", Path.of("tokens"), "");
        Status byPassword = refusal(of(tenant, scene.sandbox.clientId(), password));
        Status byCode = UserSignIn.of(
                        of(tenant, scene.sandbox.clientId(), device),
                        new Clients(HttpOptions.standard()),
                        TokenOptions.standard())
                .deviceCode()
                .refusal();
        assertThat(byPassword).isEqualTo(byCode).isEqualTo(refusal(of(tenant, scene.sandbox.clientId())));
        assertThat(byPassword.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(scene.requests()).isZero();
    }

    @Test
    void anEmptyClientOrSecretIsRefusedWithoutAsking() {
        assertThat(refusal(of(scene.sandbox.tenantId(), "")).verdict()).isEqualTo(Verdict.PERMANENT);
        Status status = refusal(scene.account(Credential.secret(" ")));
        assertThat(status.reply().text()).isEqualTo("The client secret is empty");
        assertThat(scene.requests()).isZero();
    }

    @Test
    void aCertificateSignsIn() throws Exception {
        TestKeys keys = TestKeys.rsa();
        Path pem = Files.writeString(folder.resolve("both.pem"), keys.certificatePem() + keys.pkcs1Pem());
        Path p12 = Files.write(folder.resolve("key.p12"), keys.pkcs12());
        Account byPem = scene.account(Credential.certificate(pem, ""));
        assertRefused(refusal(byPem), "AADSTS700027");
        scene.sandbox.app().addCertificate(keys.certificate());
        scene.clock.advance(java.time.Duration.ofSeconds(11));
        assertThat(scene.tokens.get(byPem, TokenResource.GRAPH).isRefused()).isFalse();
        Account byPkcs12 = scene.account(Credential.certificate(p12, TestKeys.PASSWORD));
        assertThat(scene.tokens.get(byPkcs12, TokenResource.SMTP).isRefused()).isFalse();
    }

    @Test
    void aMissingCertificateFileIsRefusedByItsName() {
        Path file = folder.resolve("gone.pem");
        Status status = refusal(scene.account(Credential.certificate(file, "")));
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().toString()).startsWith("535 5.7.8").contains(file.toString(), "does not exist");
        assertThat(status.reply().remedy().orElseThrow()).contains("ferrypost.certificate");
    }

    /** The endpoint is overridden; what is asked, and for whom an assertion is signed, is the real cloud's. */
    @ParameterizedTest
    @EnumSource(Cloud.class)
    void eachCloudHasItsAuthorityAndScopes(Cloud cloud) throws Exception {
        TestKeys keys = TestKeys.rsa();
        Path pem = Files.writeString(folder.resolve("both.pem"), keys.certificatePem() + keys.pkcs8Pem());
        String[] asked = new String[2];
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked[0] = exchange.getRequestURI().toString();
            asked[1] = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            byte[] answer = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            Account account = Account.of("contoso.example", "app", Credential.certificate(pem, ""), "a@b.example")
                    .withEndpoints(Endpoints.of(cloud)
                            .withLogin(URI.create(
                                    "http://127.0.0.1:" + server.getAddress().getPort())));
            Tokens tokens = new Tokens(new Clients(HttpOptions.standard()));
            Token token = tokens.get(account, TokenResource.GRAPH).token();
            assertThat(token.value()).isEqualTo("t");
            assertThat(token.expires())
                    .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3610));
            assertThat(asked[0]).isEqualTo("/contoso.example/oauth2/v2.0/token");
            assertThat(asked[1]).contains(cloud.graphScope()).contains("grant_type=client_credentials");
            assertThat(audience(asked[1])).contains("https://" + cloud.loginHost() + "/contoso.example/");
            tokens.get(account, TokenResource.SMTP);
            assertThat(asked[1]).contains(cloud.exchangeScope()).doesNotContain(cloud.graphScope());
        } finally {
            server.stop(0);
        }
    }

    private static String audience(String form) {
        String assertion = form.replaceAll("(?s).*client_assertion=([^&]+).*", "$1");
        return new String(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]), StandardCharsets.UTF_8)
                .replace("\\/", "/");
    }
}
