package io.github.ferrypost.doctor;

import static io.github.ferrypost.doctor.Practice.ids;
import static io.github.ferrypost.doctor.Practice.remedies;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The set-up for Graph in the sandbox, right and with one thing wrong at a time. */
class DoctorGraphTest {
    private final Practice practice = new Practice();

    @AfterEach
    void close() {
        practice.close();
    }

    private void expect(String id, String english, String german) {
        practice.expect(id, english, german);
    }

    @ParameterizedTest
    @CsvSource({
        "7000222, New client secret, Neuer geheimer Clientschlüssel",
        "7000229, New-MgServicePrincipal, New-MgServicePrincipal",
        "53003, Conditional Access, Bedingter Zugriff",
        "7000112, Enabled, Ja",
        "70011, ., .",
    })
    void whatEntraRefusesIsToldWithItsRemedy(int code, String english, String german) {
        practice.sandbox.faults().always(Target.TOKEN, Fault.aadsts(code));
        Finding finding = practice.onlyFault("token-graph");
        assertThat(finding.seen().in(Language.DE)).contains("AADSTS" + code);
        assertThat(remedies(finding, Language.EN)).containsIgnoringCase(english);
        assertThat(remedies(finding, Language.DE)).containsIgnoringCase(german);
        assertThat(remedies(finding, Language.DE)).isNotEqualTo(remedies(finding, Language.EN));
    }

    @Test
    void theTenantMayBeNamedByItsDomain() {
        practice.set("tenant", "contoso.example");
        assertThat(ids(practice.examine(), Health.FAULT)).isEmpty();
    }

    @Test
    void step10NobodyConsentedAndNoRbac() {
        practice.sandbox.app().consent(false);
        expect("mailbox-graph", "Grant admin consent", "Administratorzustimmung erteilen");
        Finding finding = practice.examine().finding("mailbox-graph").orElseThrow();
        assertThat(remedies(finding, Language.EN))
                .as("ready to paste, with the user's own ids")
                .contains("New-ServicePrincipal -AppId " + practice.sandbox.clientId() + " -ObjectId "
                        + practice.sandbox.app().objectId())
                .contains("-Role \"Application Mail.Send\"")
                .contains("PrimarySmtpAddress -eq 'noreply@contoso.example'");
    }

    @Test
    void aMissingRoleIsNoFaultWhereRbacGrantsIt() {
        practice.sandbox.app().roles();
        practice.sandbox.mailbox().grantRbac(practice.sandbox.app(), "Mail.Send");
        DoctorReport report = practice.examine();
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(report.finding("claims-graph").orElseThrow().seen().key()).isEqualTo("seen.roles-missing");
        assertThat(report.finding("mailbox-graph").orElseThrow().health()).isEqualTo(Health.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "401, InvalidAuthenticationToken, FAULT",
        "403, ErrorMessageSubmissionBlocked, FAULT",
        "429, ErrorExceededMessageLimit, NOT_PROVEN",
        "429, ApplicationThrottled, NOT_PROVEN",
        "503, ErrorServerBusy, NOT_PROVEN",
        "404, ErrorNonExistentMailbox, FAULT",
        "418, SomethingNew, NOT_PROVEN",
    })
    void whatGraphAnswersToTheProbe(int status, String code, Health health) {
        practice.sandbox.faults().always(Target.GRAPH_SEND, Fault.status(status).code(code));
        Finding finding = practice.examine().finding("mailbox-graph").orElseThrow();
        assertThat(finding.health()).isEqualTo(health);
        assertThat(finding.seen().in(Language.EN)).contains(code);
        assertThat(finding.remedies()).isNotEmpty();
    }

    @Test
    void theClockIsWrong() {
        practice.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
        expect("clock", "NTP", "NTP");
        practice.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6));
        assertThat(practice.onlyFault("clock").seen().key()).isEqualTo("seen.clock-slow");
        practice.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
        assertThat(ids(practice.examine(), Health.FAULT)).isEmpty();
    }

    @Test
    void whatBuildsOnAFaultIsSkippedAndSaysWhy() {
        practice.set("secret", "x".repeat(40));
        Finding skipped = practice.examine().finding("mailbox-graph").orElseThrow();
        assertThat(skipped.health()).isEqualTo(Health.SKIPPED);
        assertThat(skipped.seen().in(Language.EN)).contains("App and client secret, for Graph");
        assertThat(skipped.seen().in(Language.DE)).contains("App und geheimer Clientschlüssel, für Graph");
    }

    @Test
    void aTestMailProvesIt() {
        practice.with = patient -> patient.withTestAddress("you@contoso.example");
        DoctorReport report = practice.examine();
        assertThat(report.finding("test-mail").orElseThrow().health()).isEqualTo(Health.OK);
        assertThat(practice.sandbox.deliveredCount()).isEqualTo(1);
        assertThat(practice.sandbox.delivered().get(0).recipients()).containsExactly("you@contoso.example");
    }

    @Test
    void noTestMailWhereSomethingIsWrong() {
        practice.with = patient -> patient.withTestAddress("you@contoso.example");
        practice.sandbox.app().expireSecrets();
        assertThat(practice.examine().finding("test-mail").orElseThrow().health())
                .isEqualTo(Health.SKIPPED);
    }

    @Test
    void theTestMailIsRefused() {
        practice.with = patient -> patient.withTestAddress("you@contoso.example");
        practice.sandbox
                .faults()
                .next(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"))
                .always(Target.GRAPH_SEND, Fault.status(403).code("ErrorSendAsDenied"))
                // where the app may write drafts, the mail goes that way
                .always(Target.GRAPH_DRAFT_SEND, Fault.status(403).code("ErrorSendAsDenied"));
        Finding finding = practice.onlyFault("test-mail");
        assertThat(finding.seen().in(Language.EN)).contains("ErrorSendAsDenied");
        assertThat(finding.remedies()).isNotEmpty();
    }
}
