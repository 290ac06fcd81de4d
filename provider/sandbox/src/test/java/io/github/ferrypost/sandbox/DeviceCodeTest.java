package io.github.ferrypost.sandbox;

import static io.github.ferrypost.sandbox.EntraClient.claims;
import static io.github.ferrypost.sandbox.EntraClient.granted;
import static io.github.ferrypost.sandbox.EntraClient.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.SignInLimits;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The device authorization grant. */
class DeviceCodeTest {
    private static final String SCOPE = "https://graph.microsoft.com/Mail.Send offline_access openid profile";
    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T12:00:00Z");
    private Sandbox sandbox;
    private EntraClient client;
    private User owner;

    @BeforeEach
    void start() {
        sandbox = Sandbox.builder()
                .clock(clock)
                .signIn(SignInLimits.microsoft().deviceCodeLifetime(Duration.ofMinutes(1)))
                .start();
        sandbox.app().registration().publicClient(true);
        client = new EntraClient(sandbox);
        owner = sandbox.mailbox().owner();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void givesTokensOnceSomebodyHasApproved() throws Exception {
        Map<String, Object> device = client.deviceCode(SCOPE);
        assertThat(device).containsEntry("interval", 5).containsEntry("expires_in", 60);
        assertThat(JsonValues.string(device, "message"))
                .contains(JsonValues.string(device, "user_code"), JsonValues.string(device, "verification_uri"));
        refused(client.poll(device), "authorization_pending", 70016);
        sandbox.directory().signIns().approve(JsonValues.string(device, "user_code"), owner);
        Map<String, Object> answer = granted(client.poll(device));
        assertThat(answer).containsKeys("refresh_token", "id_token").containsEntry("token_type", "Bearer");
        assertThat(claims(JsonValues.string(answer, "access_token")))
                .containsEntry("upn", Sandbox.MAILBOX)
                .containsEntry("idtyp", "user")
                .containsEntry("appidacr", "0")
                .containsEntry("scp", "Mail.ReadWrite Mail.Send Mail.Send.Shared User.Read")
                .doesNotContainKey("roles");
        assertThat(claims(JsonValues.string(answer, "id_token")))
                .containsEntry("preferred_username", Sandbox.MAILBOX)
                .containsEntry("aud", sandbox.clientId());
        refused(client.poll(device), "bad_verification_code", 70018);
    }

    /** The second question overtakes the first while that looks at the clock. */
    @Test
    void aCodeIsGoodForOneSignInHoweverManyAskAtOnce() throws Exception {
        Map<String, Object> device = client.deviceCode(SCOPE);
        sandbox.directory().signIns().approve(JsonValues.string(device, "user_code"), owner);
        AtomicReference<HttpResponse<String>> overtaking = new AtomicReference<>();
        clock.onNextReading(() -> overtaking.set(poll(device)));
        HttpResponse<String> overtaken = client.poll(device);
        granted(overtaking.get());
        refused(overtaken, "bad_verification_code", 70018);
    }

    private HttpResponse<String> poll(Map<String, Object> device) {
        try {
            return client.poll(device);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsTheHastyToSlowDown() throws Exception {
        Map<String, Object> device = client.deviceCode(SCOPE);
        refused(client.poll(device), "authorization_pending", 70016);
        refused(client.poll(device), "slow_down", 70016);
        clock.advance(Duration.ofSeconds(5));
        refused(client.poll(device), "slow_down", 70016);
        clock.advance(Duration.ofSeconds(15));
        refused(client.poll(device), "authorization_pending", 70016);
    }

    @Test
    void endsWhenDeclinedOrTooLate() throws Exception {
        Map<String, Object> declined = client.deviceCode(SCOPE);
        sandbox.directory().signIns().decline(JsonValues.string(declined, "user_code"));
        refused(client.poll(declined), "authorization_declined", 65004);
        Map<String, Object> late = client.deviceCode(SCOPE);
        clock.advance(Duration.ofSeconds(61));
        refused(client.poll(late), "expired_token", 70020);
        assertThatThrownBy(() -> sandbox.directory().signIns().approve(JsonValues.string(late, "user_code"), owner))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAConfidentialClientAfterTheSignIn() throws Exception {
        sandbox.app().registration().publicClient(false);
        Map<String, Object> device = client.deviceCode(SCOPE);
        refused(client.poll(device), "authorization_pending", 70016);
        sandbox.directory().signIns().approve(JsonValues.string(device, "user_code"), owner);
        refused(client.poll(device), "invalid_client", 7000218);
    }

    @Test
    void asksForConsentAndLeavesWhatReadsTheDirectoryToAdministrators() throws Exception {
        sandbox.app().scopes();
        User admin = sandbox.directory().addUser("admin@contoso.example").administrator(true);
        String scope = "https://graph.microsoft.com/Directory.Read.All";
        Map<String, Object> byUser = client.deviceCode(scope);
        sandbox.directory().signIns().approve(JsonValues.string(byUser, "user_code"), owner);
        refused(client.poll(byUser), "access_denied", 90094);
        Map<String, Object> byAdmin = client.deviceCode(scope);
        sandbox.directory().signIns().approve(JsonValues.string(byAdmin, "user_code"), admin);
        assertThat(claims(JsonValues.string(granted(client.poll(byAdmin)), "access_token")))
                .containsEntry("scp", "Directory.Read.All");
    }

    @Test
    void thePageTakesACode() throws Exception {
        Map<String, Object> device = client.deviceCode(SCOPE);
        assertThat(client.get("/devicelogin", Map.of()).body()).contains("Enter code", "name=\"otc\"");
        Map<String, String> typed = EntraClient.form(
                "otc", JsonValues.string(device, "user_code"), "login", owner.name(), "passwd", "wrong");
        assertThat(client.post("/devicelogin", typed).body()).contains("AADSTS50126");
        typed.put("passwd", owner.password());
        assertThat(client.post("/devicelogin", typed).body()).contains("You have signed in");
        granted(client.poll(device));
        assertThat(client.post("/devicelogin", typed).body()).contains("That code didn't work");
    }

    @Test
    void failsAsOrdered() throws Exception {
        sandbox.faults().next(Target.TOKEN, Fault.status(400).code("slow_down"));
        refused(client.poll(client.deviceCode(SCOPE)), "slow_down", 70016);
        sandbox.faults().next(Target.DEVICE_CODE, Fault.aadsts(700016));
        refused(
                client.post(
                        "/" + sandbox.tenantId() + "/oauth2/v2.0/devicecode",
                        EntraClient.form("client_id", sandbox.clientId(), "scope", SCOPE)),
                "unauthorized_client",
                700016);
    }
}
