package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way to sign in the settings mean, and what is told where they mean none, or two. */
class CredentialsTest {
    private static final String ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    @TempDir
    Path folder;

    private static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ferrypost.tenant", "contoso.example");
        settings.put("ferrypost.client", ID);
        settings.put("ferrypost.mailbox", "noreply@contoso.example");
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("ferrypost." + pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    private static Account account(String name, String... pairs) throws SettingsException {
        return Accounts.from(Settings.of(settings(pairs))).named(name).orElseThrow();
    }

    private static List<String> problems(String... pairs) {
        return catchThrowableOfType(SettingsException.class, () -> Accounts.from(Settings.of(settings(pairs))))
                .problems();
    }

    @ParameterizedTest
    @CsvSource({
        "secret, x, SECRET",
        "federated-token-file, token, FEDERATED",
        "managed-identity, system, MANAGED_IDENTITY",
        "managed-identity, aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee, MANAGED_IDENTITY",
        "managed-identity, /subscriptions/s/resourceGroups/g/providers/p, MANAGED_IDENTITY",
        "password, x, PASSWORD",
        "sign-in, device-code, DEVICE_CODE",
        "sign-in, Browser, BROWSER",
        "sign-in, managed-identity, MANAGED_IDENTITY",
    })
    void whatIsSetDecides(String key, String value, SignIn expected) throws Exception {
        assertThat(account("", key, value).credential().how()).isEqualTo(expected);
        assertThat(Accounts.signIn(Settings.of(settings(key, value)), "")).contains(expected);
    }

    @Test
    void theUserIsTheMailboxUnlessNamed() throws Exception {
        assertThat(account("", "sign-in", "browser").credential())
                .isEqualTo(Credential.delegated(
                        SignIn.BROWSER, "noreply@contoso.example", Path.of("ferrypost.tokens"), ""));
        assertThat(account("", "sign-in", "password", "password", "x", "user", "clerk@contoso.example")
                        .credential())
                .isEqualTo(Credential.password("clerk@contoso.example", "x"));
    }

    @Test
    void theTokenFileIsBesideTheSettingsFileUnlessNamed() throws Exception {
        Path file = folder.resolve("ferrypost.properties");
        Files.write(
                file,
                List.of(
                        "ferrypost.tenant=contoso.example",
                        "ferrypost.client=" + ID,
                        "ferrypost.mailbox=noreply@contoso.example",
                        "ferrypost.sign-in=browser"));
        SettingsReader reader = SettingsReaderTest.reader(Map.of("ferrypost.config", file.toString()), Map.of());
        for (String named : new String[] {"ferrypost.tokens", "kept/elsewhere"}) {
            Settings settings = named.startsWith("kept")
                    ? reader.read(Map.of("ferrypost.token-file", named))
                    : reader.read(Map.of());
            Credential.Delegated credential =
                    (Credential.Delegated) Accounts.from(settings).all().get(0).credential();
            assertThat(credential.tokens()).isEqualTo(folder.resolve(named));
        }
    }

    /** What the webhook of AKS puts into a pod is enough. */
    @Test
    void azuresOwnVariablesMakeAWorkloadIdentity() throws Exception {
        Map<String, String> azure = Map.of(
                "AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555",
                "AZURE_CLIENT_ID", ID,
                "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token",
                "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/");
        Map<String, String> mailbox = Map.of("ferrypost.mailbox", "noreply@contoso.example");
        Settings settings = SettingsReaderTest.reader(mailbox, azure).read(Map.of());
        Account account = Accounts.from(settings).all().get(0);
        assertThat(account.credential())
                .isEqualTo(Credential.federated(Path.of("/var/run/secrets/azure/tokens/azure-identity-token")));
        assertThat(account.tenant()).startsWith("11111111");
        assertThat(account.client()).isEqualTo(ID);
    }

    @Test
    void azuresVariablesDoNotDisturbWhoSignsInOtherwise() throws Exception {
        Map<String, String> azure = Map.of(
                "AZURE_CLIENT_ID", "99999999-bbbb-cccc-dddd-eeeeeeeeeeee", "AZURE_FEDERATED_TOKEN_FILE", "token");
        Settings settings =
                SettingsReaderTest.reader(settings("secret", "x"), azure).read(Map.of());
        Account account = Accounts.from(settings).all().get(0);
        assertThat(account.credential()).isEqualTo(Credential.secret("x"));
        assertThat(account.client()).isEqualTo(ID);
    }

    @Test
    void appServiceTellsWhereItsIdentityIs() throws Exception {
        Map<String, String> azure =
                Map.of("IDENTITY_ENDPOINT", "http://127.0.0.1:41741/msi/token", "IDENTITY_HEADER", "SANDBOXSECRET");
        Settings settings = SettingsReaderTest.reader(settings("managed-identity", "system"), azure)
                .read(Map.of());
        Credential.ManagedIdentity identity = (Credential.ManagedIdentity)
                Accounts.from(settings).all().get(0).credential();
        assertThat(identity.service().orElseThrow()).hasToString("http://127.0.0.1:41741/msi/token");
        assertThat(identity.header()).isEqualTo("SANDBOXSECRET");
        assertThat(identity.toString() + settings).doesNotContain("SANDBOXSECRET");
    }

    @Test
    void anAccountsOwnSettingComesBeforeTheDefaultOfAll() throws Exception {
        String[] mixed = {
            "secret", "x", "account.scan.mailbox", "scan@contoso.example", "account.scan.sign-in", "browser"
        };
        assertThat(account("", mixed).credential().how()).isEqualTo(SignIn.SECRET);
        Credential.Delegated scan =
                (Credential.Delegated) account("scan", mixed).credential();
        assertThat(scan.user()).isEqualTo("scan@contoso.example");
        assertThat(scan.appSecret()).as("the secret of others").isEmpty();
    }

    /** One app of the platform Web, several mailboxes: what is said of the app once holds for all of them. */
    @Test
    void theAppsSecretIsInheritedWithTheAppAndNeverByAnotherOne() throws Exception {
        for (String own : new String[] {"mailbox", "tenant", "client"}) {
            String value = own.equals("mailbox")
                    ? "scan@contoso.example"
                    : own.equals("tenant") ? "fabrikam.example" : "99999999-bbbb-cccc-dddd-eeeeeeeeeeee";
            Credential.Delegated scan = (Credential.Delegated) account(
                            "scan",
                            "secret",
                            "x",
                            "sign-in",
                            "browser",
                            "account.scan.mailbox",
                            "scan@contoso.example",
                            "account.scan." + own,
                            value)
                    .credential();
            assertThat(scan.appSecret()).as("%s", own).isEqualTo(own.equals("mailbox") ? "x" : "");
        }
    }

    @Test
    void whatContradictsItselfIsTold() {
        assertThat(problems("secret", "x", "password", "y"))
                .containsExactly("ferrypost.secret and ferrypost.password are both set: keep one, or select"
                        + " one with ferrypost.sign-in.");
        assertThat(problems("sign-in", "browser", "certificate", "c.pem"))
                .containsExactly("ferrypost.certificate is set, and ferrypost.sign-in = browser does not use it:"
                        + " remove one of them.");
        assertThat(problems("sign-in", "password"))
                .containsExactly("ferrypost.password is missing: set the user's password.");
        assertThat(problems("sign-in", "certificate"))
                .containsExactly("ferrypost.certificate is missing: set a file with certificate and private key.");
        assertThat(problems("sign-in", "magic")).singleElement().asString().contains("set one of secret, certificate");
        assertThat(problems("managed-identity", "mine"))
                .singleElement()
                .asString()
                .contains("\"mine\"");
        assertThat(problems("managed-identity", "system", "endpoint.identity", "host:8080"))
                .containsExactly("ferrypost.endpoint.identity is \"host:8080\": not of the form http://host:port.");
        assertThat(problems("secret", "x", "secret-expires", "31.12.2027"))
                .singleElement()
                .asString()
                .contains("YYYY-MM-DD");
        assertThat(problems()).singleElement().asString().startsWith("ferrypost.secret is missing");
    }
}
