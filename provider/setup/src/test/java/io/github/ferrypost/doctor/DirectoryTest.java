package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void withoutRightsNothingIsClaimed() {
        practice.with = patient -> patient;
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE)).containsExactly("directory");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void aTokenWithoutTheRightIsNotCheckable() {
        String weak = practice.sandbox.graphToken(
                practice.sandbox.directory().addApp("Weak", "Mail.Send"), Duration.ofMinutes(10));
        practice.with = patient -> patient.withAdminToken(weak);
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE)).containsExactlyInAnyOrder("registration", "user");
        assertThat(Practice.ids(report, Health.SKIPPED)).containsExactlyInAnyOrder("service-principal", "owner");
        assertThat(report.worst()).isEqualTo(Health.OK);
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
    void aSharedMailboxNeedsNoLicenceByGraph() {
        practice.sandbox.mailbox().licensed(false);
        // so Graph would answer where there is a mailbox all the same
        practice.sandbox.faults().always(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"));
        Finding finding = practice.examine().finding("user").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.OK);
        assertThat(finding.seen().key()).isEqualTo("seen.no-plan-graph");
        practice.set("roads", "graph, smtp");
        finding = practice.examine().finding("user").orElseThrow();
        assertThat(finding.seen().key()).isEqualTo("seen.no-plan");
        assertThat(finding.health()).as("Exchange refuses the sign-in too").isEqualTo(Health.FAULT);
    }

    /** Whether Exchange accepts such a mailbox is Exchange's to say. */
    @ParameterizedTest
    @CsvSource({"false, false, seen.no-plan", "true, true, seen.user-disabled"})
    void P2_aSignInThatExchangeAcceptedOutranksLicenceAndBlock(boolean licensed, boolean disabled, String seen) {
        practice.sandbox.mailbox().licensed(licensed).disabled(disabled);
        practice.sandbox
                .faults()
                .always(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"))
                .always(Target.SMTP_AUTH, Fault.reply("235 2.7.0 Authentication successful"));
        practice.set("roads", "graph, smtp");
        DoctorReport report = practice.examine();
        Finding finding = report.finding("user").orElseThrow();
        assertThat(finding.seen().key()).isEqualTo(seen);
        assertThat(finding.health()).isEqualTo(Health.NOTE);
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    /** N13: with the right to read the directory, and a registration that cannot be read all the same. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429, 503})
    void N13_redirectUrisAreProbedWhereTheRegistrationCannotBeRead(int status) {
        practice.sandbox.faults().always(Target.GRAPH_LOOKUP, Fault.status(status));
        practice.sandbox.app().registration().spaRedirectUris("https://a.example");
        practice.set("redirect-uris", "https://a.example");
        DoctorReport report = practice.examine();
        assertThat(report.finding("redirect-uris").orElseThrow().seen().key()).isEqualTo("seen.redirect-slash");
        assertThat(report.worst()).isEqualTo(Health.FAULT);
    }

    @Test
    void N19_bothSwitchesOfStep8AreNamed() {
        practice.sandbox.app().registration().publicClient(true).implicitTokens(true);
        Finding finding = practice.examine().finding("switches").orElseThrow();
        assertThat(Practice.remedies(finding, Language.EN))
                .contains("Allow public client flows = No", "clear ID tokens");
        assertThat(finding.seen().in(Language.DE)).contains("Öffentliche Clientflows", "implizite Token");
    }

    @Test
    void anAppWithTheRightNeedsNoAdministrator() {
        practice.with = patient -> patient;
        practice.sandbox
                .app()
                .roles("Mail.Send", "Mail.ReadWrite", "Directory.Read.All", "User.Read.All", "SMTP.SendAsApp");
        DoctorReport report = practice.examine();
        assertThat(report.finding("directory")).isEmpty();
        assertThat(report.finding("registration").orElseThrow().health()).isEqualTo(Health.OK);
    }
}
