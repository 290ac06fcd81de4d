package io.github.ferrypost.sandbox;

import static io.github.ferrypost.sandbox.EntraClient.claims;
import static io.github.ferrypost.sandbox.EntraClient.form;
import static io.github.ferrypost.sandbox.EntraClient.granted;
import static io.github.ferrypost.sandbox.EntraClient.location;
import static io.github.ferrypost.sandbox.EntraClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The authorization code grant with PKCE, and refresh tokens. */
class BrowserSignInTest {
    private static final String LOOPBACK = "http://localhost:53123";
    private static final String SCOPE = "https://outlook.office.com/SMTP.Send offline_access openid";
    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T12:00:00Z");
    private Sandbox sandbox;
    private EntraClient client;
    private User owner;

    @BeforeEach
    void start() {
        sandbox = Sandbox.builder().clock(clock).start();
        sandbox.app().registration().publicRedirectUris("http://localhost");
        client = new EntraClient(sandbox);
        owner = sandbox.mailbox().owner();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, String> request(String redirect) throws Exception {
        return form(
                "client_id",
                sandbox.clientId(),
                "response_type",
                "code",
                "redirect_uri",
                redirect,
                "scope",
                SCOPE,
                "state",
                "a b&c",
                "code_challenge",
                EntraClient.challenge(),
                "code_challenge_method",
                "S256");
    }

    private Map<String, String> redemption(String code, String redirect) {
        return form(
                "grant_type",
                "authorization_code",
                "client_id",
                sandbox.clientId(),
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                EntraClient.VERIFIER);
    }

    private String code(String redirect) throws Exception {
        sandbox.directory().signIns().browser(owner);
        return location(client.authorize(request(redirect))).get("code");
    }

    @Test
    void signsInOnLoopbackWithAnyPort() throws Exception {
        sandbox.directory().signIns().browser(owner);
        Map<String, String> back = location(client.authorize(request(LOOPBACK)));
        assertThat(back).containsEntry("", LOOPBACK + "/").containsEntry("state", "a b&c");
        Map<String, String> redemption = redemption(back.get("code"), LOOPBACK);
        redemption.put("code_verifier", "another-verifier-that-is-long-enough-to-be-one");
        refused(client.token(redemption), "invalid_grant", 501481);
        redemption.remove("code_verifier");
        refused(client.token(redemption), "invalid_grant", 501481);
        Map<String, Object> answer = granted(client.token(redemption(back.get("code"), LOOPBACK)));
        assertThat(claims(JsonValues.string(answer, "access_token")))
                .containsEntry("aud", "https://outlook.office.com")
                .containsEntry("scp", "SMTP.Send")
                .containsEntry("upn", Sandbox.MAILBOX);
        refused(client.token(redemption(back.get("code"), LOOPBACK)), "invalid_grant", 54005);
    }

    @Test
    void tellsThePersonWhatIsWrongWithTheApp() throws Exception {
        assertThat(page(request("http://localhost:53123/other"))).contains("AADSTS50011");
        assertThat(page(request("http://127.0.0.1:53123"))).contains("AADSTS50011");
        Map<String, String> other = request(LOOPBACK);
        other.put("client_id", sandbox.tenantId());
        assertThat(page(other)).contains("AADSTS700016");
        sandbox.directory().signIns().browser(owner.disabled(true));
        assertThat(page(request(LOOPBACK))).contains("AADSTS50057");
    }

    private String page(Map<String, String> request) throws Exception {
        HttpResponse<String> response = client.authorize(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void tellsTheAppWhatIsWrongWithTheSignIn() throws Exception {
        Map<String, String> silent = request(LOOPBACK);
        silent.put("prompt", "none");
        assertThat(location(client.authorize(silent)))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a b&c");
        sandbox.directory().signIns().browser(owner);
        sandbox.app().scopes();
        assertThat(location(client.authorize(silent))).containsEntry("error", "consent_required");
        Map<String, String> implicit = request(LOOPBACK);
        implicit.put("response_type", "token");
        assertThat(location(client.authorize(implicit))).containsEntry("error", "unsupported_response_type");
        sandbox.directory().signIns().accepts(false);
        assertThat(location(client.authorize(request(LOOPBACK)))).containsEntry("error", "access_denied");
        sandbox.directory().signIns().accepts(true).userConsent(false);
        assertThat(location(client.authorize(request(LOOPBACK))).get("error_description"))
                .startsWith("AADSTS90094");
    }

    @Test
    void showsAFormWhereNobodySitsAtTheBrowser() throws Exception {
        User other = sandbox.directory().addUser("other@contoso.example");
        sandbox.directory().signIns().browser(other);
        Map<String, String> hint = request(LOOPBACK);
        hint.put("login_hint", Sandbox.MAILBOX);
        assertThat(page(hint)).contains("name=\"passwd\"", Sandbox.MAILBOX);
        hint.put("response_mode", "form_post");
        String query = "/" + sandbox.tenantId() + "/oauth2/v2.0/authorize?"
                + hint.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        assertThat(client.post(query, form("login", owner.name(), "passwd", "wrong"))
                        .body())
                .contains("AADSTS50126");
        assertThat(client.post(query, form("login", owner.name(), "passwd", owner.password()))
                        .body())
                .contains("action=\"" + LOOPBACK + "/\"", "name=\"code\"", "a b&amp;c");
    }

    @Test
    void renewsRotatesAndRevokes() throws Exception {
        Map<String, Object> first = granted(client.token(redemption(code(LOOPBACK), LOOPBACK)));
        Map<String, Object> second =
                granted(client.refresh(first, "https://graph.microsoft.com/Mail.Send offline_access"));
        assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
        assertThat(claims(JsonValues.string(second, "access_token")))
                .containsEntry("aud", "https://graph.microsoft.com");
        clock.advance(Duration.ofDays(89));
        Map<String, Object> third = granted(client.refresh(second, SCOPE));
        clock.advance(Duration.ofDays(2));
        refused(client.refresh(second, SCOPE), "invalid_grant", 700082);
        granted(client.refresh(third, SCOPE));
        sandbox.app().scopes("User.Read");
        refused(client.refresh(third, SCOPE), "invalid_grant", 65001);
        owner.disabled(true);
        refused(client.refresh(third, SCOPE), "invalid_grant", 50057);
        owner.disabled(false).revokeSessions();
        refused(client.refresh(third, SCOPE), "invalid_grant", 50173);
    }

    @Test
    void keepsThePlatformsApart() throws Exception {
        String spa = "https://meine.ipmcloud.de";
        String web = "https://erp.contoso.example/back";
        sandbox.app().registration().spaRedirectUris(spa).webRedirectUris(web);
        String code = code(spa);
        refused(client.token(redemption(code, spa)), "invalid_request", 9002327);
        Map<String, Object> answer = granted(client.token(redemption(code, spa), "Origin", spa));
        clock.advance(Duration.ofHours(23));
        Map<String, Object> renewed = granted(client.refresh(answer, SCOPE, "Origin", spa));
        clock.advance(Duration.ofHours(1));
        refused(client.refresh(renewed, SCOPE, "Origin", spa), "invalid_grant", 700084);

        Map<String, String> server = redemption(code(web), web);
        refused(client.token(server, "Origin", spa), "invalid_request", 9002326);
        refused(client.token(server), "invalid_client", 7000218);
        server.put("client_secret", sandbox.secret());
        assertThat(claims(JsonValues.string(granted(client.token(server)), "access_token")))
                .containsEntry("appidacr", "1");
        Map<String, String> desktop = redemption(code(LOOPBACK), LOOPBACK);
        desktop.put("client_secret", sandbox.secret());
        refused(client.token(desktop), "invalid_client", 700025);

        Map<String, String> bare = request(spa);
        bare.remove("code_challenge");
        assertThat(location(client.authorize(bare)).get("error_description")).startsWith("AADSTS9002325");
        Map<String, String> late = redemption(code(LOOPBACK), LOOPBACK);
        clock.advance(Duration.ofMinutes(11));
        refused(client.token(late), "invalid_grant", 70008);
    }
}
