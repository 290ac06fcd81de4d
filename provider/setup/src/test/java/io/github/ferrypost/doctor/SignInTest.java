package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.login.Desk;
import io.github.ferrypost.sandbox.directory.User;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the account signs in, and until when. */
class SignInTest {
    private final Practice practice = new Practice();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        practice.close();
    }

    private String seen(DoctorReport report, String check) {
        return report.finding(check).orElseThrow().seen().in(Language.EN);
    }

    private void user(String way) {
        practice.settings.remove("ferrypost.secret");
        practice.sandbox.app().registration().publicClient(true);
        practice.set("sign-in", way).set("token-file", folder.resolve("tokens").toString());
    }

    @Test
    void aPasswordWorksAndIsWarnedOf() {
        user("password");
        User owner = practice.sandbox.mailbox().owner();
        practice.set("user", owner.name()).set("password", owner.password()).set("roads", "graph,smtp");
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).isEmpty();
        Finding finding = report.finding("sign-in").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.WARNING);
        assertThat(Practice.remedies(finding, Language.DE)).contains("Die App sich selbst anmelden lassen");
        assertThat(seen(report, "claims-smtp")).contains("SMTP.Send");
    }

    /** What helps an app, an Exchange service principal or RBAC for Applications, opens nothing to a user. */
    @Test
    void aUserOfAnotherMailboxGetsAUsersAdvice() {
        user("password");
        User other =
                practice.sandbox.directory().addMailbox("erp@contoso.example").owner();
        practice.set("user", other.name()).set("password", other.password()).pasted("False", "False", "", "False", "");
        Finding bySmtp = practice.expect(
                "smtp-login",
                "Full Access and Send As on noreply@contoso.example",
                "\"Vollzugriff\" und \"Senden als\"");
        assertThat(bySmtp.seen().key()).isEqualTo("seen.smtp-user");
        assertThat(Practice.remedies(bySmtp, Language.EN))
                .contains("SMTP.Send.")
                .doesNotContain("ServicePrincipal");
        DoctorReport report = practice.examine();
        assertThat(report.finding("exchange-smtp")).isPresent();
        assertThat(report.finding("exchange-principal")).isEmpty();
        assertThat(report.finding("exchange-scope")).isEmpty();

        practice.set("roads", "graph");
        Finding byGraph = practice.expect("mailbox-graph", "Mail.Send.Shared", "delegierte Berechtigung Mail.Send");
        assertThat(byGraph.seen().key()).isEqualTo("seen.graph-user");
        assertThat(Practice.remedies(byGraph, Language.EN)).doesNotContain("RBAC");
    }

    @Test
    void withoutASignInTheCommandIsTheRemedy() {
        user("device-code");
        practice.expect("token-graph", "ferrypost login", "ferrypost login");
    }

    @Test
    void aKeptSignInIsSound() {
        try (Desk desk = new Desk(folder)) {
            assertThat(desk.approving().login()).startsWith("0\n");
            practice.settings.clear();
            practice.settings.putAll(desk.settings);
            DoctorReport report = practice.examine();
            assertThat(Practice.ids(report, Health.FAULT)).isEmpty();
            assertThat(seen(report, "sign-in")).startsWith("noreply@contoso.example signs in with device-code");
            assertThat(seen(report, "expiry")).contains("unless it is used before");
        }
    }

    @Test
    void aManagedIdentityNeedsNeitherTenantNorApp() {
        practice.settings.remove("ferrypost.secret");
        practice.settings.remove("ferrypost.tenant");
        practice.settings.remove("ferrypost.client");
        practice.sandbox.directory().addManagedIdentity("vm", "Mail.Send", "SMTP.SendAsApp");
        practice.set("sign-in", "managed-identity")
                .set("endpoint.identity", practice.sandbox.login().toString());
        practice.with = patient -> patient.withAdminSignIn(AdminSignIn.by(text -> {}))
                .withRedirectUris(List.of("https://meine.ipmcloud.example"));
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.OK)).contains("claims-graph", "mailbox-graph");
        assertOfNoApp(report);

        String admin = practice.adminToken();
        practice.with = patient -> patient.withAdminToken(admin);
        // the unnamed keys are the defaults of all accounts: what stands there for another one says nothing of this one
        practice.set("client", practice.sandbox.clientId());
        report = practice.examine();
        assertThat(Practice.ids(report, Health.OK)).contains("claims-graph", "mailbox-graph", "user");
        assertOfNoApp(report);
    }

    private static void assertOfNoApp(DoctorReport report) {
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(report.findings())
                .extracting(Finding::id)
                .doesNotContain("admin-sign-in", "redirect-uris", "registration", "service-principal", "owner");
    }

    @Test
    void aSecretThatEndsWithin30DaysIsWarnedOf() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(60);
        practice.set("secret-expires", day.toString());
        assertThat(practice.examine().finding("expiry").orElseThrow().health()).isEqualTo(Health.OK);
        practice.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
        // the sandbox's clock is not ahead, so the doctor's other check of clocks has something to say too
        Finding finding = practice.examine().finding("expiry").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.WARNING);
        assertThat(finding.seen().in(Language.DE)).contains(day.toString());
    }

    @Test
    void contradictionsAreTold() {
        practice.set("password", "LEGACYPASSWORD");
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactly("settings");
        assertThat(seen(report, "settings"))
                .contains("ferrypost.secret and ferrypost.password are both set", "ferrypost.sign-in")
                .doesNotContain("LEGACYPASSWORD");
    }
}
