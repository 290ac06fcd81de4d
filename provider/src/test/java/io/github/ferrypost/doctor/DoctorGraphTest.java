package io.github.ferrypost.doctor;

import static io.github.ferrypost.doctor.Practice.ids;
import static io.github.ferrypost.doctor.Practice.remedies;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
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

    @Test
    void everyCheckIsOkWhereAllIsRight() {
        practice.set("redirect-uris", "https://meine.ipmcloud.example, https://srv12.ipmcloud.example/");
        practice.sandbox.app().registration().spaRedirectUris(RedirectTest.FOUR);
        String admin = practice.adminToken();
        practice.with = patient -> patient.withAdminToken(admin);
        Report report = practice.examine();
        assertThat(report.findings())
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.health()).as("%s", finding).isEqualTo(Health.OK));
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(practice.sandbox.deliveredCount()).as("nothing was sent").isZero();
    }

    @Test
    void step1TheMailboxDoesNotExist() {
        practice.set("mailbox", "nobody@contoso.example");
        expect("mailbox-graph", "compare ferrypost.mailbox", "ferrypost.mailbox mit dem Benutzernamen vergleichen");
    }

    @Test
    void step1TheUserHasNoLicence() {
        practice.sandbox.mailbox().licensed(false);
        expect("mailbox-graph", "Licenses and apps", "Lizenzen und Apps");
    }

    @Test
    void theMailboxIsFull() {
        practice.sandbox.mailbox().full(true);
        expect("mailbox-graph", "Sent Items first", "zuerst Gesendete Elemente");
    }

    @Test
    void step3TheAppIsNotInTheTenant() {
        practice.set("client", UUID.randomUUID().toString());
        Finding finding = practice.onlyFault("token-graph");
        assertThat(finding.seen().in(Language.EN)).contains("AADSTS700016");
        assertThat(finding.steps()).contains(3);
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
    void aCodeThatNobodyKnowsGetsMicrosoftsPage() {
        practice.sandbox.faults().always(Target.TOKEN, Fault.aadsts(999999));
        expect("token-graph", "https://login.microsoftonline.com/error?code=999999", "Microsoft erklärt den Code");
    }

    @Test
    void step5TenantAndClientAreSwapped() {
        practice.set("tenant", practice.sandbox.clientId()).set("client", practice.sandbox.tenantId());
        expect(
                "tenant",
                "Exchange the values of ferrypost.client and ferrypost.tenant",
                "Die Werte von ferrypost.client und ferrypost.tenant vertauschen");
    }

    @Test
    void step5TheTenantDoesNotExist() {
        practice.set("tenant", UUID.randomUUID().toString());
        Finding finding = practice.onlyFault("tenant");
        assertThat(finding.seen().in(Language.EN)).contains("AADSTS90002");
    }

    @Test
    void theTenantMayBeNamedByItsDomain() {
        practice.set("tenant", "contoso.example");
        assertThat(ids(practice.examine(), Health.FAULT)).isEmpty();
    }

    @Test
    void theTenantLivesInAnotherCloud() {
        practice.set("cloud", "usgov");
        expect("tenant", "Set ferrypost.cloud = global", "ferrypost.cloud = global setzen");
    }

    @Test
    void step6TheSecretIsWrong() {
        practice.set("secret", "x".repeat(40));
        expect("token-graph", "column Value", "Spalte \"Wert\"");
    }

    @Test
    void step6TheSecretHasExpired() {
        practice.sandbox.app().expireSecrets();
        expect("token-graph", "New client secret", "Neuer geheimer Clientschlüssel");
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
        Report report = practice.examine();
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(report.finding("claims-graph").orElseThrow().seen().key()).isEqualTo("seen.roles-missing");
        assertThat(report.finding("mailbox-graph").orElseThrow().health()).isEqualTo(Health.OK);
    }

    @Test
    void aPolicyExcludesTheMailboxThoughTheRoleIsThere() {
        practice.sandbox.faults().always(Target.GRAPH_SEND, Fault.status(403).code("ErrorAccessDenied"));
        expect("mailbox-graph", "Test-ServicePrincipalAuthorization", "Zugriffsrichtlinie");
    }

    @ParameterizedTest
    @CsvSource({
        "401, InvalidAuthenticationToken, FAULT",
        "403, ErrorMessageSubmissionBlocked, FAULT",
        "429, ErrorExceededMessageLimit, WARNING",
        "429, ApplicationThrottled, NOT_CHECKABLE",
        "503, ErrorServerBusy, NOT_CHECKABLE",
        "404, ErrorNonExistentMailbox, FAULT",
        "418, SomethingNew, NOT_CHECKABLE",
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
    void aPageOfTheNetworkIsNotMicrosoft() {
        practice.sandbox.faults().always(Target.DISCOVERY, Fault.html(200));
        expect("login-reachable", "Sign in to the network", "Am Netz anmelden");
    }

    @Test
    void whatBuildsOnAFaultIsSkippedAndSaysWhy() {
        practice.set("secret", "x".repeat(40));
        Finding skipped = practice.examine().finding("mailbox-graph").orElseThrow();
        assertThat(skipped.health()).isEqualTo(Health.SKIPPED);
        assertThat(skipped.seen().in(Language.EN)).contains("App and secret, for Graph");
        assertThat(skipped.seen().in(Language.DE)).contains("App und Geheimnis, für Graph");
    }

    @Test
    void aTestMailProvesIt() {
        practice.with = patient -> patient.withTestAddress("you@contoso.example");
        Report report = practice.examine();
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
