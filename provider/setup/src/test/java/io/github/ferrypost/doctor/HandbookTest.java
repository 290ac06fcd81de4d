package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The twelve steps of the handbook (and the network, where the step is "-"), each done wrong in every way that the sandbox
 * can play: exactly the named checks tell of it, the first of them with these words, and all others are ok. The words are
 * of the remedy, or of what was seen where the row only tells something. How each slip is made stands in {@link Slips}.
 */
class HandbookTest {
    private static final String TABLE = """
            1  | no such mailbox                                            | fault   | mailbox-graph                 | compare ferrypost.mailbox                                                     | ferrypost.mailbox mit dem Benutzernamen vergleichen
            1  | no licence                                                 | fault   | mailbox-graph                 | Licenses and apps                                                             | Lizenzen und Apps
            1  | no licence, by SMTP                                        | fault   | user smtp-login               | Licenses and apps                                                             | Lizenzen und Apps
            1  | sign-in blocked, by SMTP                                   | fault   | user smtp-login               | unblock sign-in                                                               | Anmeldung zulassen
            1  | mailbox full                                               | fault   | mailbox-graph                 | Sent Items first                                                              | zuerst Gesendete Elemente
            1  | the mailbox is no address                                  | fault   | mailbox                       | single email address                                                        | einzelne E-Mail-Adresse
            2  | the password may expire                                    | ok      | user                          | which does not matter                                                         | was nichts ausmacht
            2  | the password has expired (AADSTS50055)                     | fault   | token-graph                   | DisablePasswordExpiration keeps                                               | DisablePasswordExpiration verhindert
            2  | the password is wrong (AADSTS50126)                        | fault   | token-graph                   | Enter the password again                                                       | Das Kennwort neu eingeben
            2  | user unknown (AADSTS50034)                                 | fault   | token-graph                   | User principal name                                                           | Benutzerprinzipalnamen
            2  | user switched off (AADSTS50057)                            | fault   | token-graph                   | Account enabled                                                               | Konto aktiviert
            2  | second factor wanted (AADSTS50076)                         | fault   | token-graph                   | Let the app sign in with                                                | Die App sich selbst anmelden lassen
            2  | second factor to be set up (AADSTS50079)                   | fault   | token-graph                   | Let the app sign in with                                                | Die App sich selbst anmelden lassen
            2  | the user is not assigned (AADSTS50105)                     | fault   | token-graph                   | Users and groups                                                              | Benutzer und Gruppen
            3  | the app is unknown in the tenant                           | fault   | token-graph registration      | Application (client) ID, not the Object ID                                    | Anwendungs-ID (Client), nicht die Objekt-ID
            3  | no enterprise application                                  | fault   | token-graph service-principal | New-MgServicePrincipal                                                        | New-MgServicePrincipal
            3  | app switched off                                           | fault   | token-graph service-principal | Enabled for users to sign-in = Yes                                            | Aktiviert für die Benutzeranmeldung = Ja
            4  | one server is missing                                      | fault   | redirect-uris                 | add exactly https://srv12.ipmcloud.example                                    | genau https://srv12.ipmcloud.example
            4  | plain http                                                 | fault   | redirect-uris                 | https://name.example.com                                                      | https://name.example.com
            5  | tenant missing                                             | fault   | tenant-id                     | "Directory (tenant) ID" into ferrypost.tenant                                 | "Verzeichnis-ID (Mandant)"
            5  | tenant in quotes                                           | fault   | tenant-id                     | without quotation marks                                                       | ohne Anführungszeichen
            5  | an address for the tenant                                  | fault   | tenant-id                     | "Directory (tenant) ID" into ferrypost.tenant                                 | "Verzeichnis-ID (Mandant)"
            5  | the app's id with a blank                                  | fault   | client-id                     | without spaces                                                                | ohne Leerzeichen
            5  | the same id twice                                          | fault   | client-id                     | "Application (client) ID" into ferrypost.client                               | "Anwendungs-ID (Client)"
            5  | tenant and app swapped                                     | fault   | tenant                        | Swap the values                                                           | vertauschen
            5  | no such tenant                                             | fault   | tenant                        | for a national cloud set ferrypost.cloud                                      | für eine nationale Cloud ferrypost.cloud
            5  | another cloud                                              | fault   | tenant                        | Set ferrypost.cloud = global                                                  | ferrypost.cloud = global setzen
            5  | tenant in another national cloud (AADSTS90038)             | fault   | token-graph                   | ferrypost.cloud                                                               | ferrypost.cloud
            5  | common in place of the tenant (AADSTS9001023)              | fault   | token-graph                   | ferrypost.tenant                                                              | ferrypost.tenant
            6  | the secret's id                                            | fault   | token-graph                   | column Value                                                                  | Spalte "Wert"
            6  | the secret cut off                                         | fault   | token-graph                   | column Value                                                                  | Spalte "Wert"
            6  | a wrong secret                                             | fault   | token-graph                   | column Value                                                                  | Spalte "Wert"
            6  | the secret has expired                                     | fault   | token-graph                   | New client secret                                                             | Neuer geheimer Clientschlüssel
            6  | the secret expires soon                                    | warning | secret-end                    | New client secret                                                             | Neuer geheimer Clientschlüssel
            6  | certificate unknown (AADSTS700027)                         | fault   | token-graph                   | upload the public certificate                                                 | das öffentliche Zertifikat
            6  | certificate expired (AADSTS1000502)                        | fault   | token-graph                   | Create a new certificate                                                        | Ein neues Zertifikat
            6  | assertion out of time (AADSTS700024)                       | fault   | token-graph                   | clock by NTP                                                                  | über NTP
            7  | the forms with a slash are missing                         | fault   | redirect-uris                 | add exactly https://meine.ipmcloud.example/ , https://srv12.ipmcloud.example/ | https://srv12.ipmcloud.example/
            7  | the forms without are missing                              | fault   | redirect-uris                 | add exactly https://meine.ipmcloud.example , https://srv12.ipmcloud.example   | https://srv12.ipmcloud.example
            7  | all four are missing                                       | fault   | redirect-uris-registered      | Single-page application: add exactly                                          | Single-Page-Webanwendung: genau
            7  | registered under Web                                       | warning | redirect-uris-registered      | from Web to Single-page application                                           | von Web nach Single-Page-Webanwendung
            8  | public client flows allowed                                | warning | switches                      | Allow public client flows = No                                                | Öffentliche Clientflows zulassen = Nein
            8  | implicit tokens on                                         | warning | switches                      | clear ID tokens                                                              | ID-Token und Zugriffstoken abwählen
            8  | public client flows wanted and not allowed (AADSTS7000218) | fault   | token-graph                   | Allow public client flows = Yes                                               | Öffentliche Clientflows zulassen = Ja
            9  | the mail user owns the app                                 | warning | owner                         | Owners: remove noreply@contoso.example                                        | Besitzer: noreply@contoso.example entfernen
            10 | listed, without consent                                    | warning | consents                      | Grant admin consent                                                           | Administratorzustimmung erteilen
            10 | no permission by Graph                                     | fault   | mailbox-graph                 | Grant admin consent                                                           | Administratorzustimmung erteilen
            10 | no permission by SMTP                                      | fault   | smtp-login                    | -Role "Application SMTP.SendAsApp"                                            | Office 365 Exchange Online > Anwendungsberechtigungen
            10 | RBAC in place of a role                                    | ok      | claims-graph                  | RBAC for Applications                                                         | RBAC für Anwendungen
            10 | a policy excludes the mailbox                              | fault   | mailbox-graph                 | Test-ServicePrincipalAuthorization                                            | Zugriffsrichtlinie
            10 | the permission, not the mailbox, by SMTP                   | fault   | smtp-login                    | Add-MailboxPermission -Identity 'noreply@contoso.example'                     | Unternehmensanwendung
            10 | SMTP AUTH off for the tenant                               | fault   | smtp-login                    | -SmtpClientAuthenticationDisabled $false                                      | nur für dieses Postfach erlauben
            10 | SMTP AUTH off for the mailbox                              | fault   | smtp-login                    | Authenticated SMTP                                                            | Authentifiziertes SMTP
            10 | security defaults                                          | fault   | smtp-login                    | use Conditional Access instead                                             | Sicherheitsstandards
            10 | a policy forbids SMTP                                      | fault   | smtp-login                    | Service principal sign-ins                                                    | Dienstprinzipalanmeldungen
            10 | pasted: SMTP AUTH off                                      | fault   | exchange-smtp smtp-login      | Set-CASMailbox -Identity 'noreply                                             | nur für dieses Postfach
            10 | pasted: object ID of the registration                      | fault   | exchange-principal smtp-login | Remove-ServicePrincipal -Identity 11111111-2222-3333-4444-555555555555        | Objekt-ID der Unternehmensanwendung
            10 | pasted: mailbox out of scope                               | fault   | exchange-scope smtp-login     | Widen the scope                                                               | Den Bereich
            10 | pasted: an old access policy                               | warning | exchange-policy               | Test-ApplicationAccessPolicy -AppId                                           | RBAC für Anwendungen
            10 | nobody consented (AADSTS65001)                             | fault   | token-graph                   | Grant admin consent                                                           | Administratorzustimmung erteilen
            10 | Conditional Access (AADSTS53003)                           | fault   | token-graph                   | Conditional Access names the policy                                           | Bedingter Zugriff nennt die Richtlinie
            10 | no Exchange in the tenant (AADSTS500011)                   | fault   | token-graph                   | Exchange Online                                                               | Exchange Online
            10 | a code that nobody knows (AADSTS999999)                    | fault   | token-graph                   | https://login.microsoftonline.com/error?code=999999                           | Microsoft erklärt den Code
            11 | a key misspelt                                             | fault   | settings                      | Correct the settings                                                             | Die Einstellungen
            11 | secret and certificate                                     | fault   | secret certificate            | Remove ferrypost.secret or ferrypost.certificate                              | ferrypost.certificate entfernen
            12 | the test mail is refused                                   | fault   | test-mail                     | Send As                                                                       | „Senden als“ für die andere
            12 | the test mail leaves                                       | ok      | test-mail                     | Microsoft accepted the message                                                       | Microsoft hat die Nachricht
            -  | the clock is slow                                          | fault   | clock                         | NTP                                                                           | NTP
            -  | name unknown                                               | fault   | graph-reachable               | DNS server                                                                    | DNS-Server
            -  | nobody listens                                             | fault   | graph-reachable               | firewall                                                                      | Firewall
            -  | TLS opened on the way                                      | fault   | graph-reachable               | ferrypost.endpoint.trust                                                      | Virenscanner
            -  | the network's own page                                     | fault   | login-reachable               | Sign in to the network                                                        | Am Netz anmelden
            """;

    private final Practice practice = new Practice();

    /** All is right: an administrator's token is at hand, and the four redirect URIs are registered and to be looked at. */
    @BeforeEach
    void handbook() {
        practice.set("redirect-uris", "https://meine.ipmcloud.example, https://srv12.ipmcloud.example");
        practice.sandbox.app().registration().spaRedirectUris(RedirectTest.FOUR);
        String admin = practice.adminToken();
        practice.with = patient -> patient.withAdminToken(admin);
    }

    @AfterEach
    void close() {
        practice.close();
    }

    @ParameterizedTest(name = "step {0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = TABLE)
    void theSlipIsFound(String step, String slip, String health, String checks, String english, String german) {
        Slips.of(slip).accept(practice);
        DoctorReport report = practice.examine();
        List<String> named = List.of(checks.split(" ", -1));
        Health expected = Health.valueOf(health.toUpperCase(Locale.ROOT));
        assertOthersOk(report, expected == Health.OK ? List.of() : named, expected);

        Finding first = report.finding(named.get(0)).orElseThrow();
        assertThat(first.health()).isEqualTo(expected);
        assertThat(words(first, Language.EN)).contains(english);
        assertThat(words(first, Language.DE)).contains(german);
        if (!step.equals("-") && expected != Health.OK && !slip.contains("AADSTS")) {
            assertThat(first.steps()).as("the finding names the step").contains(Integer.valueOf(step));
        }
        assertThat(practice.sandbox.deliveredCount()).isEqualTo(slip.equals("the test mail leaves") ? 1 : 0);
    }

    private static String words(Finding finding, Language language) {
        return finding.health() == Health.OK ? finding.seen().in(language) : Practice.remedies(finding, language);
    }

    /** What builds on a fault is skipped, and only that; where something is wrong, a guess about it may warn. */
    private void assertOthersOk(DoctorReport report, List<String> named, Health expected) {
        Set<String> bad = new HashSet<>();
        for (Check check : CheckTable.rows()) {
            Optional<Finding> finding = report.finding(check.id());
            boolean blocked = Stream.concat(check.after().stream(), check.using().stream())
                            .anyMatch(bad::contains)
                    || (check.after().contains(Check.EVERYTHING) && !bad.isEmpty())
                    || (check.id().equals("settings") && !bad.isEmpty());
            boolean mine = named.contains(check.id());
            if (finding.isPresent() && (blocked || mine)) {
                bad.add(check.id());
            }
            // only an administrator may look there
            if (finding.isPresent() && (blocked || !check.id().equals("directory"))) {
                Set<Health> due = blocked
                        ? Set.of(Health.SKIPPED)
                        : mine
                                ? Set.of(expected)
                                : expected == Health.FAULT && check.id().startsWith("secret")
                                        ? Set.of(Health.OK, Health.WARNING)
                                        : Set.of(Health.OK);
                assertThat(finding.get().health()).as("%s", finding).isIn(due);
            }
        }
        assertThat(report.findings()).extracting(Finding::id).containsAll(named);
    }

    @Test
    void whereAllIsRightEveryCheckIsOk(@TempDir Path folder) throws Exception {
        Set<String> looked = new TreeSet<>();
        Slips.of("pasted: all is right").accept(practice);
        practice.set("roads", "graph, smtp");
        practice.testMail();
        looked.addAll(allOk());
        practice.alone();
        looked.addAll(allOk());
        practice.byAdminSignIn();
        looked.addAll(allOk());
        practice.byCertificate(folder);
        looked.addAll(allOk());
        assertThat(looked)
                .containsExactlyInAnyOrderElementsOf(CheckTable.rows().stream()
                        .map(Check::id)
                        // a redirection is never all right
                        .filter(id -> !id.equals("redirection"))
                        .collect(Collectors.toSet()));
    }

    private Set<String> allOk() {
        DoctorReport report = practice.examine();
        assertOthersOk(report, List.of(), Health.OK);
        assertThat(report.worst()).isEqualTo(Health.OK);
        return report.findings().stream().map(Finding::id).collect(Collectors.toSet());
    }

    @Test
    void everyStepAndEverySlipIsInTheTable() {
        List<String[]> rows = TABLE.lines().map(line -> line.split("\\|", -1)).collect(Collectors.toList());
        Set<String> steps = rows.stream().map(row -> row[0].strip()).collect(Collectors.toSet());
        for (int step = 1; step <= 12; step++) {
            assertThat(steps).contains(Integer.toString(step));
        }
        assertThat(rows)
                .extracting(row -> row[1].strip())
                .doesNotHaveDuplicates()
                .containsAll(Slips.names());
    }
}
