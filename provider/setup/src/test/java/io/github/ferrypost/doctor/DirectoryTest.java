package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Duration;
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
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE))
                .contains("registration", "service-principal", "owner", "user");
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
        assertThat(practice.examine().finding("user").orElseThrow().seen().key())
                .isEqualTo("seen.no-plan");
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
