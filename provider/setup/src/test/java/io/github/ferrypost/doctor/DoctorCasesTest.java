package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 61 set-ups, examined by the command with a settings file and real sockets: the exit status, the check that reports the
 * fault, what it says or advises in both languages, and no other check with a fault. How each is made stands in
 * {@link DoctorCases}. A case of status 2 has no report: the words are on standard error.
 */
class DoctorCasesTest {
    private static final String TABLE = """
            wrong secret                         | 1 | token-graph       | column Value                             | Spalte "Wert"
            the secret's ID                      | 1 | token-graph       | column Value                             | Spalte "Wert"
            expired secret                       | 1 | token-graph       | New client secret                        | Neuer geheimer Clientschlüssel
            no consent                           | 1 | mailbox-graph     | New-ServicePrincipal -AppId {client} -ObjectId {object} | Administratorzustimmung erteilen
            unknown app                          | 1 | token-graph       | Application (client) ID                  | Anwendungs-ID (Client)
            unknown tenant                       | 1 | tenant            | AADSTS90002                              | AADSTS90002
            misspelt domain                      | 1 | tenant            | AADSTS90002                              | AADSTS90002
            other cloud                          | 1 | token-graph       | ferrypost.cloud                          | ferrypost.cloud
            client and tenant swapped            | 1 | tenant            | Swap the values                          | vertauschen
            mailbox missing                      | 1 | mailbox-graph     | compare ferrypost.mailbox                | ferrypost.mailbox mit dem Benutzernamen
            user without a mailbox               | 1 | mailbox-graph     | Licenses and apps                        | Lizenzen und Apps
            shut out by a policy                 | 1 | mailbox-graph     | access policy that applies               | Zugriffsrichtlinie
            SMTP without a role                  | 1 | smtp-login        | Application SMTP.SendAsApp               | Application SMTP.SendAsApp
            SMTP AUTH off for the tenant         | 1 | smtp-login        | ferrypost.roads = graph                  | nur für dieses Postfach
            security defaults                    | 1 | smtp-login        | Conditional Access                       | Sicherheitsstandards
            proxy refuses                        | 1 | graph-reachable   | Check ferrypost.proxy                    | ferrypost.proxy
            foreign authority                    | 1 | graph-reachable   | Corporate Proxy CA                       | Virenscanner
            name unknown                         | 1 | graph-reachable   | DNS server                               | DNS-Server
            trust file missing                   | 1 | settings          | not a readable file (looked for at       | keine lesbare Datei (gesucht unter
            token 503                            | 3 | token-graph       | run the doctor again                     | erneut ausführen
            token cut                            | 3 | token-graph       | No token                                 | Kein Token
            HTML from a proxy                    | 3 | token-graph       | No token                                 | Kein Token
            Graph 503                            | 3 | mailbox-graph     | temporarily busy (HTTP 503               | gerade überlastet (HTTP 503
            Graph 429                            | 3 | mailbox-graph     | temporarily busy (HTTP 429               | gerade überlastet (HTTP 429
            port 587 blocked                     | 1 | smtp-reachable    | A proxy does not help                    | Ein Proxy hilft nicht
            settings with BOM and CRLF           | 0 |                   |                                          |
            secret file with CRLF                | 0 |                   |                                          |
            secret file with BOM                 | 0 |                   |                                          |
            secret file in UTF-16                | 2 |                   | secret.txt, which is UTF-16: save it as UTF-8 | secret.txt. Sie ist UTF-16: als UTF-8 speichern
            settings in UTF-16                   | 2 |                   | is UTF-16: save it as UTF-8              | ist UTF-16: als UTF-8 speichern
            quotes                               | 1 | tenant-id         | without quotation marks                  | ohne Anführungszeichen
            trailing blanks                      | 1 | tenant-id         | without spaces                           | ohne Leerzeichen
            umlauts and blanks in the path       | 0 |                   |                                          |
            a typo in a key                      | 1 | settings          | Did you mean ferrypost.mailbox?          | Ist ferrypost.mailbox gemeint?
            Windows path                         | 2 |                   | write each backslash twice               | jeden doppelt schreiben
            certificate unregistered             | 1 | token-graph       | upload the public certificate            | das öffentliche Zertifikat
            certificate without a key            | 1 | certificate       | contains no private key                  | ohne privaten Schlüssel
            certificate ends soon                | 4 | certificate       | upload its public part                   | Zertifikate hochladen
            PFX, wrong password                  | 1 | certificate       | ferrypost.certificate-password           | ferrypost.certificate-password
            PFX, no password                     | 1 | certificate       | no password is set                       | kein Kennwort gesetzt
            secret and certificate               | 1 | secret            | Remove ferrypost.secret or               | ferrypost.certificate entfernen
            key of another certificate           | 1 | certificate       | does not belong to its certificate       | nicht zu ihrem Zertifikat gehört
            certificate in DER                   | 1 | certificate       | contains no private key                  | ohne privaten Schlüssel
            EC key                               | 1 | certificate       | Entra accepts only RSA                   | Entra nimmt nur RSA an
            encrypted PEM, no password           | 1 | certificate       | no password is set                       | kein Kennwort gesetzt
            clock fast                           | 1 | clock             | s fast                                   | s vor
            clock slow                           | 1 | clock             | s slow                                   | s nach
            redirect slash missing               | 1 | redirect-uris     | trailing slash                           | Schrägstrich am Ende
            redirect none                        | 1 | redirect-uris     | add exactly                              | genau
            redirect under Web                   | 4 | redirect-uris-registered | from Web to                       | von Web nach
            public client on                     | 4 | switches          | Allow public client flows = No           | Öffentliche Clientflows zulassen = Nein
            implicit tokens beside public client | 4 | switches          | clear ID tokens                          | ID-Token und Zugriffstoken abwählen
            mail user as owner                   | 4 | owner             | Owners: remove                           | Besitzer:
            second factor                        | 1 | token-graph       | Let the app sign in with                 | Die App sich selbst anmelden lassen
            expired password                     | 1 | token-graph       | DisablePasswordExpiration                | DisablePasswordExpiration
            no service principal                 | 1 | token-graph       | New-MgServicePrincipal                   | New-MgServicePrincipal
            app disabled                         | 1 | token-graph       | Enabled for users to sign-in = Yes       | Aktiviert für die Benutzeranmeldung = Ja
            Conditional Access                   | 1 | token-graph       | names the policy                         | nennt die Richtlinie
            device code without a sign-in        | 1 | token-graph       | No user has signed in                    | Es hat sich noch kein Benutzer für dieses Konto angemeldet
            partial Exchange paste               | 1 | smtp-login        | ferrypost.roads = graph                  | nur für dieses Postfach
            --json                               | 1 | token-graph       | column Value                             | Spalte "Wert"
            """;

    /** Faults that another check's fault confirms. */
    private static final Map<String, Set<String>> CONFIRMED = Map.of(
            "partial Exchange paste", Set.of("exchange-smtp"), "device code without a sign-in", Set.of("switches"));

    private final Practice practice = new Practice();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        System.clearProperty("ferrypost.config");
        practice.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = TABLE)
    void theFaultIsNamedAndTheRemedyIsRight(String name, int status, String check, String english, String german)
            throws Exception {
        DoctorCases made = DoctorCases.of(name, practice, folder);
        System.setProperty("ferrypost.config", made.write(practice).toString());
        for (Language language : Language.values()) {
            String words = language == Language.EN ? english : german;
            assertThat(run(made, language))
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo(status);
            if (status == DoctorCommand.USAGE) {
                assertThat(err.toString(StandardCharsets.UTF_8)).contains(filled(words));
                assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
            } else {
                assertFound(name, check, status, words == null ? "" : filled(words));
            }
        }
    }

    private int run(DoctorCases made, Language language) {
        out.reset();
        err.reset();
        DoctorCommand command = new DoctorCommand(
                settings -> settings.get("ferrypost.proxy").isPresent()
                        ? Doctor.standard(settings)
                        : Practice.doctor(practice.clock),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> args = new ArrayList<>(List.of("--json", "--lang", language.tag()));
        args.addAll(made.options);
        return command.run(() -> Settings.load(Map.of()), args.toArray(String[]::new));
    }

    private void assertFound(String name, String check, int status, String words) {
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).as("exactly one object").hasSize(1);
        ReportJson report = ReportJson.of(text);
        List<ReportJson> findings = report.objects("accounts").get(0).objects("findings");
        Set<String> expected = new TreeSet<>(CONFIRMED.getOrDefault(name, Set.of()));
        String health = status == 1 ? "fault" : status == 3 ? "not-proven" : status == 4 ? "warning" : "ok";
        assertThat(report.text("health")).as(text).isEqualTo(health);
        if (check == null) {
            return;
        }
        expected.add(check);
        if (status == 1) {
            assertThat(ids(findings, "fault")).as(text).isEqualTo(expected);
        }
        ReportJson finding = findings.stream()
                .filter(each -> each.text("id").equals(check))
                .findFirst()
                .orElseThrow();
        assertThat(finding.text("health")).isEqualTo(health);
        assertThat(finding.text("seen") + "\n" + String.join("\n", finding.texts("remedies")))
                .contains(words);
    }

    private static Set<String> ids(List<ReportJson> findings, String health) {
        return findings.stream()
                .filter(finding -> finding.text("health").equals(health))
                .map(finding -> finding.text("id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String filled(String words) {
        return words.replace("{client}", practice.sandbox.clientId())
                .replace("{object}", practice.sandbox.app().objectId());
    }

    @Test
    void allCasesAreInTheTable() {
        List<String> names =
                TABLE.lines().map(line -> line.split("\\|", 2)[0].strip()).collect(Collectors.toList());
        assertThat(names).hasSize(61).containsExactlyInAnyOrderElementsOf(DoctorCases.names());
    }
}
