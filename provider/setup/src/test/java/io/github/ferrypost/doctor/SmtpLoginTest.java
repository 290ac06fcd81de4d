package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.token.Tokens;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The set-up for SMTP in the sandbox, right and with one thing wrong at a time. */
class SmtpLoginTest {
    private final Practice practice = new Practice();

    @BeforeEach
    void bySmtp() {
        practice.set("roads", "smtp");
    }

    @AfterEach
    void close() {
        practice.close();
    }

    @Test
    void bothRoadsAreOk() {
        practice.set("roads", "graph, smtp");
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.OK))
                .contains("token-graph", "token-smtp", "claims-graph", "claims-smtp", "mailbox-graph", "smtp-login");
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(practice.sandbox.deliveredCount()).isZero();
    }

    @Test
    void step10NoPermissionAndNoRbac() {
        practice.sandbox.app().roles("User.Read.All");
        Finding finding = practice.expect(
                "smtp-login",
                "-Role \"Application SMTP.SendAsApp\"",
                "Office 365 Exchange Online > Anwendungsberechtigungen");
        assertThat(Practice.remedies(finding, Language.EN))
                .contains("-ObjectId " + practice.sandbox.app().objectId());
    }

    @Test
    void rbacWithoutTheRoleIsEnough() {
        practice.sandbox.app().roles("User.Read.All");
        practice.sandbox.mailbox().grantRbac(practice.sandbox.app(), "SMTP.SendAsApp");
        assertThat(practice.examine().worst()).isEqualTo(Health.OK);
    }

    @Test
    void theServerIsBusy() {
        practice.sandbox.faults().always(Target.SMTP_AUTH, Fault.reply("451 4.7.0 Temporary server error."));
        DoctorReport report = practice.examine();
        assertThat(report.finding("smtp-login").orElseThrow().health()).isEqualTo(Health.NOT_PROVEN);
        assertThat(report.worst()).isEqualTo(Health.NOT_PROVEN);
    }

    @Test
    void theServersCertificateIsNotTrusted() {
        practice.settings.remove("ferrypost.endpoint.trust");
        practice.expect("smtp-login", "ferrypost.endpoint.trust", "Virenscanner");
    }

    @Test
    void somethingElseListensThere() {
        practice.sandbox.faults().always(Target.SMTP_CONNECT, Fault.reply("554 no mail for you"));
        practice.expect("smtp-reachable", "let the proxy pass", "durchlassen");
    }

    @Test
    void theTokenForARoadThatIsNotUsedIsNoFault() {
        practice.set("roads", "graph");
        practice.sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
        DoctorReport report = practice.examine();
        assertThat(report.finding("token-smtp").orElseThrow().health()).isEqualTo(Health.OK);
        assertThat(report.finding("claims-smtp")).isEmpty();
        assertThat(report.finding("smtp-login")).isEmpty();
    }

    @Test
    void aRefusedTokenIsNeverOkAndAFaultOnlyForARoadThatIsUsed() {
        practice.sandbox.app().expireSecrets();
        Finding finding = practice.expect("token-smtp", "New client secret", "Neuer geheimer Clientschlüssel");
        assertThat(finding.seen().in(Language.EN)).contains("AADSTS7000222");
        Finding spare = practice.examine().finding("token-graph").orElseThrow();
        assertThat(spare.health()).isEqualTo(Health.SKIPPED);
        assertThat(spare.seen().in(Language.EN)).startsWith("Not needed").contains("AADSTS7000222");
    }

    @Test
    void whatIsSkippedAsNotNeededHindersNothing() {
        practice.set("roads", "graph").testMail();
        practice.sandbox
                .faults()
                .next(Target.TOKEN, Fault.delay(Duration.ZERO))
                .next(Target.TOKEN, Fault.aadsts(500011));
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.SKIPPED)).containsExactly("token-smtp");
        assertThat(Practice.ids(report, Health.OK)).contains("mailbox-graph", "test-mail");
    }

    /** The jar to drop in, run by itself: no mail library is there, and what Graph needs is looked at all the same. */
    @Test
    void withoutAMailLibraryTheRestIsStillLookedAt() {
        Roads none = (Roads) Proxy.newProxyInstance(
                Roads.class.getClassLoader(), new Class<?>[] {Roads.class}, (proxy, method, args) -> {
                    if (method.getName().equals("signIn")) {
                        throw new NoClassDefFoundError("org/eclipse/angus/mail/smtp/SMTPTransport");
                    }
                    return null;
                });
        Clients clients = new Clients(HttpOptions.standard());
        try (Doctor doctor = new Doctor(clients::trusting, new Tokens(clients), none, practice.clock)) {
            DoctorReport report = doctor.examine(DoctorRequest.of(Settings.of(practice.settings), ""), finding -> {});
            Finding finding = report.finding("smtp-login").orElseThrow();
            assertThat(finding.health()).isEqualTo(Health.NOT_PROVEN);
            assertThat(Practice.remedies(finding, Language.DE)).contains("mit den Mail-Jars");
            assertThat(report.finding("user").orElseThrow().health()).isEqualTo(Health.OK);
        }
    }
}
