package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ferrypost.proxy             | kim:PASSWORD@proxy:8080
                    ferrypost.proxy             | http://kim:PASSWORD@proxy:8080
                    ferrypost.proxy             | kim:PASS@WORD/x@proxy:8080
                    ferrypost.endpoint.login    | https://kim:PASSWORD@login.example
                    ferrypost.endpoint.graph    | https://kim:PASSWORD@graph.example
                    ferrypost.endpoint.graph    | https://PASSWORD@graph.example
                    ferrypost.endpoint.smtp     | kim:PASSWORD@smtp.example:587
                    """)
    void SEC19_aPasswordBeforeAHostIsRefusedAndNotShown(String key, String value) {
        Map<String, String> settings = least();
        settings.put(key, value);
        assertThat(catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings)))
                        .problems())
                .singleElement()
                .asString()
                .startsWith(key + " is \"")
                .contains("***@", "without user and password")
                .doesNotContain("PASS", "WORD", "kim");
    }

    @Test
    void oneAccountFromTheLeastSettings() throws Exception {
        Accounts accounts = Accounts.from(Settings.of(least()));

        Account account = accounts.fallback().orElseThrow();
        assertThat(account.tenant()).isEqualTo(TENANT);
        assertThat(account.roads()).containsExactly(RoadName.GRAPH);
        assertThat(account.endpoints()).isEqualTo(Endpoints.of(Cloud.GLOBAL));
        assertThat(accounts.all()).containsExactly(account);
    }

    @Test
    void noSettingsAreNoAccountsAndNoFault() throws Exception {
        assertThat(Accounts.from(Settings.of(Map.of())).all()).isEmpty();
        assertThat(Accounts.from(Settings.of(Map.of("ferrypost.bridge.listen", "127.0.0.1:2525")))
                        .all())
                .isEmpty();
        assertThat(Accounts.from(Settings.of(Map.of("ferrypost.alert.mail", "admin@contoso.example")))
                        .all())
                .isEmpty();
    }

    @Test
    void namedAccountsTakeOverWhatIsSharedAndNotWhoTheyAre() throws Exception {
        Map<String, String> settings = least();
        settings.put("ferrypost.senders", "sales.example");
        settings.put("ferrypost.account.erp.mailbox", "erp@contoso.example");
        settings.put("ferrypost.account.erp.roads", "smtp,graph");
        settings.put("ferrypost.account.erp.logins", "erp, Scanner");
        Accounts accounts = Accounts.from(Settings.of(settings));

        Account erp = accounts.named("erp").orElseThrow();
        assertThat(erp.tenant()).isEqualTo(TENANT);
        assertThat(erp.senders()).isEmpty();
        assertThat(erp.roads()).containsExactly(RoadName.SMTP, RoadName.GRAPH);
        assertThat(accounts.byLogin("SCANNER")).contains(erp);
        assertThat(accounts.byLogin("ERP@contoso.example")).contains(erp);
        assertThat(accounts.byLogin("nobody")).isEmpty();
        assertThat(accounts.fallback()).isEqualTo(accounts.named(""));
    }

    @Test
    void theNearestSenderWins() throws Exception {
        Map<String, String> settings = least();
        settings.put("ferrypost.senders", "*");
        settings.put("ferrypost.account.a.mailbox", "a@contoso.example");
        settings.put("ferrypost.account.a.senders", "münchen.example, x@sales.example");
        settings.put("ferrypost.account.b.mailbox", "b@contoso.example");
        settings.put("ferrypost.account.b.senders", "sales.example");
        Accounts accounts = Accounts.from(Settings.of(settings));

        assertThat(accounts.bySender("A@CONTOSO.example").orElseThrow().name()).isEqualTo("a");
        assertThat(accounts.bySender("x@sales.example").orElseThrow().name()).isEqualTo("a");
        assertThat(accounts.bySender("y@Sales.example").orElseThrow().name()).isEqualTo("b");
        assertThat(accounts.bySender("y@xn--mnchen-3ya.example").orElseThrow().name())
                .isEqualTo("a");
        assertThat(accounts.bySender("y@elsewhere.example").orElseThrow().name())
                .isEmpty();
        assertThat(accounts.bySender("")).as("a bounce has no sender").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ferrypost.tennant               | x                | ferrypost.tennant is not a setting of Ferrypost. Did you mean ferrypost.tenant?
                    ferrypost.account.a.hosts       | x                | ferrypost.account.a.hosts is not a setting
                    ferrypost.client                | "1234"           | ferrypost.client is ""1234"": not an application (client) ID
                    ferrypost.client                | 11111111-2222-3333-4444-555555555555 | the same as the tenant
                    ferrypost.tenant                | contoso          | ferrypost.tenant is "contoso": neither a directory (tenant) ID
                    ferrypost.mailbox               | noreply          | ferrypost.mailbox is "noreply": not an email address
                    ferrypost.certificate           | missing.pem      | ferrypost.secret and ferrypost.certificate are both set
                    ferrypost.endpoint.trust        | missing.pem      | ferrypost.endpoint.trust is "missing.pem": not a readable file
                    ferrypost.roads                 | carrier-pigeon   | set graph, smtp, or both
                    ferrypost.cloud                 | mars             | set one of global, usgov, dod, china
                    ferrypost.endpoint.graph        | http://mail.example | a token would cross the network unencrypted
                    ferrypost.endpoint.login        | localhost:1      | not of the form https://host
                    ferrypost.endpoint.smtp         | mail.example     | not of the form host:port
                    ferrypost.proxy                 | http://proxy:8080 | not of the form host:port
                    ferrypost.envelope              | rewrite          | set one of smtp-road, edit-headers, refuse
                    ferrypost.from                  | yes              | keep, mailbox, an address, or rows
                    ferrypost.redirect              | tester           | not an email address
                    ferrypost.drafts                | perhaps          | set one of auto, always, never
                    ferrypost.in-doubt              | resend           | set one of send-again, hold
                    ferrypost.default               | other            | there is no account with that name
                    ferrypost.enabled               | maybe            | set true or false
                    """)
    void everyBadValueIsNamedWithItsRemedy(String key, String value, String complaint) {
        Map<String, String> settings = least();
        settings.put(key, value);

        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings)));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0)).contains(complaint);
        assertThat(refused).hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://LOCALHOST:1", "http://127.0.0.2:1", "http://[::1]:1", "http://[0:0:0:0:0:0:0:1]:1"})
    void thisMachineIsKnownInEverySpelling(String address) throws Exception {
        Map<String, String> settings = least();
        settings.put("ferrypost.endpoint.graph", address);
        assertThat(Accounts.from(Settings.of(settings)).all().get(0).endpoints().graph())
                .hasToString(address);
    }

    @Test
    void twoAccountsForOneLoginAreRefused() {
        Map<String, String> settings = least();
        settings.put("ferrypost.account.erp.mailbox", "erp@contoso.example");
        settings.put("ferrypost.account.erp.logins", "noreply@contoso.example");

        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings)));

        assertThat(refused.problems())
                .containsExactly("Two accounts would log in as noreply@contoso.example: the unnamed one and"
                        + " erp. Remove it from one of them.");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        SettingsException refused = catchThrowableOfType(
                SettingsException.class,
                () -> Accounts.from(Settings.of(Map.of("ferrypost.tenant", "x", "ferrypost.nonsense", "y"))));

        assertThat(refused.problems()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void microsoftsHostsAreServedUnlessTheSettingsSayOthers() throws Exception {
        Map<String, String> settings = least();
        Accounts standard = Accounts.from(Settings.of(settings));
        assertThat(standard.servesHost("SMTP.office365.com")).isTrue();
        assertThat(standard.servesHost("mail.example")).isFalse();

        settings.put("ferrypost.hosts", "microsoft, Mail.example");
        assertThat(Accounts.from(Settings.of(settings)).servesHost("mail.example"))
                .isTrue();
        settings.put("ferrypost.hosts", "*");
        assertThat(Accounts.from(Settings.of(settings)).servesHost("localhost")).isTrue();
    }

    @Test
    void aCertificateBesideTheSettingsFileIsFound() throws Exception {
        Files.writeString(folder.resolve("app.pem"), "key");
        Path file = folder.resolve("ferrypost.properties");
        Files.write(
                file,
                List.of(
                        "ferrypost.tenant=" + TENANT,
                        "ferrypost.client=" + CLIENT,
                        "ferrypost.certificate=app.pem",
                        "ferrypost.mailbox=noreply@contoso.example"));

        Settings settings = SettingsReaderTest.reader(Map.of("ferrypost.config", file.toString()), Map.of())
                .read(Map.of());

        Credential.Certificate found = (Credential.Certificate)
                Accounts.from(settings).fallback().orElseThrow().credential();
        assertThat(found.file()).isEqualTo(folder.toAbsolutePath().resolve("app.pem"));
        assertThat(found.password()).isEmpty();
    }

    @Test
    void N3_anotherCertificateInTheSameFileIsAnotherCredential() throws Exception {
        Path pem = Files.writeString(folder.resolve("app.pem"), "one");
        Settings settings = Settings.of(Map.of(
                "ferrypost.tenant",
                TENANT,
                "ferrypost.client",
                CLIENT,
                "ferrypost.certificate",
                pem.toString(),
                "ferrypost.mailbox",
                "noreply@contoso.example"));
        Account before = Accounts.from(settings).fallback().orElseThrow();
        assertThat(Accounts.from(settings).fallback()).contains(before);
        Files.writeString(pem, "two");
        assertThat(Accounts.from(settings).fallback().orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void noSecretShowsInTheWordsOfAnAccount() throws Exception {
        Account account = Accounts.from(Settings.of(least())).fallback().orElseThrow();
        assertThat(account + " " + account.credential() + " " + Settings.of(least()))
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ferrypost.tenant", "ferrypost.client", "ferrypost.mailbox", "ferrypost.roads"})
    void aSecretInTheWrongFieldIsNotPrinted(String key) {
        Map<String, String> settings = least();
        settings.put(key, "abC8Q~SANDBOXSECRET.of-forty_characters0");

        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings)));

        assertThat(refused.problems()).singleElement().asString().contains(key + " is a value of 40 characters");
    }

    @Test
    void U5_theAccountOfASenderIsFoundAgainByItsName() throws Exception {
        Map<String, String> settings = least();
        settings.put("ferrypost.account.erp.mailbox", "*@contoso.example");
        settings.put("ferrypost.account.erp.fallback", "rest");
        settings.put("ferrypost.account.rest.mailbox", "rest@contoso.example");
        Accounts accounts = Accounts.from(Settings.of(settings));

        Account found = accounts.bySender("Ann@contoso.example")
                .flatMap(account -> account.forSender("Ann@contoso.example"))
                .orElseThrow();

        assertThat(found.mailbox()).isEqualTo("ann@contoso.example");
        assertThat(accounts.named(found.name())).contains(found);
        assertThat(found.sending().fallback()).isEqualTo(accounts.named("rest"));
        assertThat(accounts.bySender("rest@contoso.example")).isEqualTo(accounts.named("rest"));
        assertThat(accounts.named("rest:ann@contoso.example")).isEmpty();
        assertThat(accounts.named("gone:ann@contoso.example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    *             | erp          | | not the name of an account with one mailbox
                    *             | nobody       | | not the name of an account with one mailbox
                    a@b.example   | rest         | | only for an account with mailbox = *
                    *@            | rest         | | not an email address, nor * or *@domain
                    *contoso      | rest         | | not an email address, nor * or *@domain
                    *             | rest         | device-code | for an app's sign-in only
                    """)
    void U5_whatCannotWorkWithEachSendersMailboxIsRefused(
            String mailbox, String fallback, @Nullable String signIn, String complaint) {
        Map<String, String> settings = least();
        settings.put("ferrypost.account.erp.mailbox", mailbox);
        settings.put("ferrypost.account.erp.fallback", fallback);
        settings.put("ferrypost.account.rest.mailbox", "rest@contoso.example");
        if (signIn != null) {
            settings.put("ferrypost.account.erp.sign-in", signIn);
            settings.put("ferrypost.account.erp.user", "ann@contoso.example");
        }
        assertThat(catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings)))
                        .problems())
                .anyMatch(problem -> problem.startsWith("ferrypost.account.erp.") && problem.contains(complaint));
    }

    private static Map<String, String> least() {
        return new HashMap<>(Map.of(
                "ferrypost.tenant",
                TENANT,
                "ferrypost.client",
                CLIENT,
                "ferrypost.secret",
                "s3cret",
                "ferrypost.mailbox",
                "noreply@contoso.example"));
    }
}
