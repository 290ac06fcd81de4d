package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Level B: what an administrator's token shows. */
class DirectoryTest {
    private final Practice practice = new Practice();

    @BeforeEach
    void administrator() {
        String admin = practice.adminToken();
        practice.with = patient -> patient.withAdminToken(admin);
    }

    @AfterEach
    void close() {
        practice.close();
    }

    private void warns(String id, String english, String german) {
        Report report = practice.examine();
        Finding finding = report.finding(id).orElseThrow();
        assertThat(Practice.ids(report, Health.WARNING)).containsExactly(id);
        assertThat(Practice.ids(report, Health.FAULT)).isEmpty();
        assertThat(Practice.remedies(finding, Language.EN)).contains(english);
        assertThat(Practice.remedies(finding, Language.DE)).contains(german);
    }

    @Test
    void withoutRightsNothingIsClaimed() {
        practice.with = patient -> patient;
        Report report = practice.examine();
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE)).containsExactly("directory");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void aTokenWithoutTheRightIsNotCheckable() {
        String weak = practice.sandbox.graphToken(
                practice.sandbox.directory().addApp("Weak", "Mail.Send"), Duration.ofMinutes(10));
        practice.with = patient -> patient.withAdminToken(weak);
        Report report = practice.examine();
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE))
                .contains("registration", "service-principal", "owner", "user");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void step2ThePasswordMayExpireAndThatIsNoFault() {
        practice.sandbox.mailbox().passwordExpires(true);
        Finding finding = practice.examine().finding("user").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.OK);
        assertThat(finding.seen().in(Language.DE)).contains("was nichts ausmacht");
    }

    @Test
    void step1TheUserIsBlocked() {
        practice.sandbox.mailbox().disabled(true);
        assertThat(practice.examine().finding("user").orElseThrow().seen().key())
                .isEqualTo("seen.user-disabled-graph");
        practice.set("roads", "smtp");
        Finding finding = practice.examine().finding("user").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.FAULT);
        assertThat(Practice.remedies(finding, Language.EN)).contains("unblock sign-in");
        assertThat(Practice.remedies(finding, Language.DE)).contains("Anmeldung zulassen");
    }

    @Test
    void step6TheSecretEndsSoon() {
        practice.set("secret", practice.sandbox.app().addSecret(Instant.now().plus(Duration.ofDays(29))));
        warns("secret-end", "New client secret", "Neuer geheimer Clientschlüssel");
    }

    @Test
    void step8PublicClientFlowsAreAllowed() {
        practice.sandbox.app().registration().publicClient(true);
        warns("switches", "Allow public client flows = No", "Öffentliche Clientflows zulassen = Nein");
    }

    @Test
    void step8ImplicitTokensAreOn() {
        practice.sandbox.app().registration().implicitTokens(true);
        warns("switches", "untick ID tokens", "ID-Token und Zugriffstoken abwählen");
    }

    @Test
    void step9TheMailUserOwnsTheApp() {
        practice.sandbox.app().registration().owners(practice.sandbox.mailbox());
        warns("owner", "Owners: remove noreply@contoso.example", "Besitzer: noreply@contoso.example entfernen");
    }

    @Test
    void step10AListedPermissionHasNoConsent() {
        practice.sandbox.app().registration().requested("MailboxSettings.Read");
        warns("consents", "Grant admin consent", "Administratorzustimmung erteilen");
    }

    @Test
    void theAppIsDisabled() {
        practice.sandbox.app().disabled(true);
        Report report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactlyInAnyOrder("token-graph", "service-principal");
    }

    @Test
    void anAppWithTheRightNeedsNoAdministrator() {
        practice.with = patient -> patient;
        practice.sandbox
                .app()
                .roles("Mail.Send", "Mail.ReadWrite", "Directory.Read.All", "User.Read.All", "SMTP.SendAsApp");
        Report report = practice.examine();
        assertThat(report.finding("directory")).isEmpty();
        assertThat(report.finding("registration").orElseThrow().health()).isEqualTo(Health.OK);
    }
}
