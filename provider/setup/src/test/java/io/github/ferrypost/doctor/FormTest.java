package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps 5, 6 and 11: what copying and pasting does to the values, told before anything goes over the network. */
class FormTest {
    private static final String ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private final Practice practice = new Practice();

    @AfterEach
    void close() {
        practice.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tenant,  tenant-id, ''",
        "tenant,  tenant-id, '\"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\"'",
        "tenant,  tenant-id, 'aaaaaaaa-bbbb-cccc-dddd -eeeeeeeeeeee'",
        "tenant,  tenant-id, 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeee'",
        "tenant,  tenant-id, 'somebody@contoso.example'",
        "tenant,  tenant-id, 'common'",
        "client,  client-id, ''",
        "client,  client-id, '„aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee“'",
        "client,  client-id, 'aaaaaaaabbbbccccddddeeeeeeeeeeee'",
        "client,  client-id, 'contoso.example'",
        "secret,  secret,    ''",
        "mailbox, mailbox,   ''",
        "mailbox, mailbox,   'noreply'",
        "mailbox, mailbox,   '<noreply@contoso.example>'",
    })
    void exactlyTheFieldThatIsWrongIsNamed(String setting, String check, String value) {
        practice.set(setting, value);
        Finding finding = practice.onlyFault(check);
        assertThat(finding.seen().in(Language.EN)).contains("ferrypost." + setting);
        for (Language language : Language.values()) {
            assertThat(Practice.remedies(finding, language)).contains("ferrypost." + setting);
        }
        assertThat(practice.sandbox.requests().tokenRequests())
                .as("nothing was asked")
                .isZero();
    }

    /** What only looks wrong stops no check: Entra and Exchange decide. */
    @ParameterizedTest
    @CsvSource({
        "secret,  token-graph,   'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'",
        "secret,  token-graph,   'abc8Q~tooshort'",
        "secret,  token-graph,   'abc8Q~012345678901234567890 12345678901'",
        "secret,  token-graph,   '\"abc8Q~01234567890123456789012345678901\"'",
        "mailbox, mailbox-graph, '$(calc)@contoso.example'",
        "mailbox, mailbox-graph, '\"noreply@contoso.example\"'",
    })
    void P1_aGuessIsAWarningAndTheServiceDecides(String field, String decides, String value) {
        practice.set(field, value);
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactly(decides);
        Finding finding = report.finding(field).orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.WARNING);
        for (Language language : Language.values()) {
            assertThat(Practice.remedies(finding, language)).contains("ferrypost." + field);
        }
    }

    @Test
    void P1_aShortSecretThatEntraAcceptsIsANote() {
        practice.sandbox.app().addSecret("short8Q~13ch", Instant.now().plus(Duration.ofDays(300)));
        practice.set("secret", "short8Q~13ch");
        DoctorReport report = practice.examine();
        Finding finding = report.finding("secret").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.NOTE);
        assertThat(finding.seen().key()).isEqualTo("seen.secret-short");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void aDomainInTheFieldOfTheApp() {
        practice.set("client", "contoso.example");
        practice.expect("client-id", "Swap the values", "vertauschen");
    }

    /** Whoever pastes the secret into the wrong field must not read it in a log or ticket. */
    @ParameterizedTest
    @CsvSource({"tenant, tenant-id", "client, client-id", "mailbox, mailbox"})
    void aSecretInTheWrongFieldIsNotShown(String setting, String check) {
        String secret = practice.sandbox.secret();
        practice.set(setting, secret).set("secret", ID);
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactly(check);
        assertThat(Practice.ids(report, Health.WARNING)).containsExactly("secret");
        for (Language language : Language.values()) {
            assertThat(JsonReport.of(List.of(report), language)).doesNotContain(secret);
        }
    }

    @Test
    void step11AnUnknownKeyIsToldWithTheNearest() {
        practice.set("mailboxx", "a@contoso.example");
        Finding finding = practice.onlyFault("settings");
        assertThat(finding.seen().in(Language.EN)).contains("Did you mean ferrypost.mailbox?");
    }

    @Test
    void step11AMisspeltKeyIsNamedBesideTheOneThatIsMissing() {
        practice.settings.remove("ferrypost.tenant");
        practice.set("tenantt", practice.sandbox.tenantId());
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactlyInAnyOrder("tenant-id", "settings");
        assertThat(report.finding("settings").orElseThrow().seen().in(Language.DE))
                .isEqualTo("ferrypost.tenantt ist keine Einstellung von Ferrypost. Ist ferrypost.tenant gemeint?");
    }

    @Test
    void secretAndCertificate() {
        practice.set("certificate", practice.sandbox.trustPem().toString());
        DoctorReport report = practice.examine();
        Finding finding = report.finding("secret").orElseThrow();
        assertThat(finding.seen().key()).isEqualTo("seen.two-credentials");
        assertThat(Practice.remedies(finding, Language.DE)).contains("ferrypost.certificate entfernen");
    }

    @Test
    void aNamedAccountIsCalledByItsOwnKeys() {
        practice.settings.remove("ferrypost.mailbox");
        practice.set("account.erp.mailbox", "erp");
        Finding finding = Practice.doctor(practice.clock)
                .examine(DoctorRequest.of(Settings.of(practice.settings), "erp"), each -> {})
                .finding("mailbox")
                .orElseThrow();
        assertThat(finding.seen().in(Language.EN)).startsWith("ferrypost.account.erp.mailbox is not an email address");
    }
}
