package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void settingsFile() {
        file = folder.resolve("ferrypost.properties");
    }

    static SettingsReader reader(Map<String, String> system, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.putAll(system);
        return new SettingsReader(Keys.PROVIDER, () -> properties, environment, new SettingsFile(false));
    }

    private SettingsReader reading(String... lines) throws Exception {
        Files.write(file, List.of(lines));
        return reader(Map.of("ferrypost.config", file.toString()), Map.of());
    }

    @Test
    void aFileThatIsYetToBeMadeHoldsNothingAndTellsItsFolder() throws Exception {
        Properties properties = new Properties();
        properties.put("ferrypost.config", file.toString());
        Files.writeString(folder.resolve("secret.txt"), "from beside");

        Settings settings = new SettingsReader(Keys.PROVIDER, () -> properties, Map.of(), new SettingsFile(true))
                .read(Map.of("ferrypost.secret", "${file:secret.txt}"));

        assertThat(settings.keys()).containsExactly("ferrypost.secret");
        assertThat(settings.get("ferrypost.secret")).contains("from beside");
    }

    @Test
    void theNearerSourceWins() throws Exception {
        Files.write(file, List.of("ferrypost.tenant=file", "ferrypost.client=file", "ferrypost.secret=file"));
        SettingsReader reader = reader(
                Map.of(
                        "ferrypost.config",
                        file.toString(),
                        "ferrypost.client",
                        "system",
                        "ferrypost.mailbox",
                        "system"),
                Map.of("FERRYPOST_CLIENT", "environment", "FERRYPOST_SECRET", "environment"));

        Settings settings = reader.read(Map.of("ferrypost.mailbox", "session", "mail.smtp.host", "x"));

        assertThat(settings.get("ferrypost.tenant")).contains("file");
        assertThat(settings.get("ferrypost.secret")).contains("environment");
        assertThat(settings.get("ferrypost.client")).contains("system");
        assertThat(settings.get("ferrypost.mailbox")).contains("session");
        assertThat(settings.keys()).doesNotContain("mail.smtp.host", "ferrypost.config");
        assertThat(settings.origin("ferrypost.secret")).contains("environment FERRYPOST_SECRET");
        assertThat(settings.origin("ferrypost.tenant")).contains(file.toString());
    }

    @Test
    void environmentNamesReachEveryKey() throws Exception {
        Settings settings = reader(
                        Map.of(),
                        Map.of(
                                "FERRYPOST_ENDPOINT_LOGIN", "a",
                                "FERRYPOST_CERTIFICATE_PASSWORD", "b",
                                "FERRYPOST_ACCOUNT_ERP_ENDPOINT_GRAPH", "c",
                                "FERRYPOST_ACCOUNT_SALES_TEAM_MAILBOX", "d",
                                "FERRYPOST_TENNANT", "e"))
                .read(Map.of());

        assertThat(settings.keys())
                .containsExactlyInAnyOrder(
                        "ferrypost.endpoint.login",
                        "ferrypost.certificate-password",
                        "ferrypost.account.erp.endpoint.graph",
                        "ferrypost.account.sales_team.mailbox",
                        "ferrypost.tennant");
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        SettingsReader reader = reading("ferrypost.secret=old");
        assertThat(reader.read(Map.of()).get("ferrypost.secret")).contains("old");

        Files.write(file, List.of("ferrypost.secret=new"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

        assertThat(reader.read(Map.of()).get("ferrypost.secret")).contains("new");
    }

    @Test
    void secretsMayLieInFilesAndVariables() throws Exception {
        Files.writeString(folder.resolve("secret.txt"), "a$b\\c\n");
        Files.write(file, List.of("ferrypost.secret=${file:secret.txt}", "ferrypost.client=${env:APP_ID}"));

        Settings settings = reader(Map.of("ferrypost.config", file.toString()), Map.of("APP_ID", "id"))
                .read(Map.of());

        assertThat(settings.get("ferrypost.secret")).contains("a$b\\c");
        assertThat(settings.get("ferrypost.client")).contains("id");
    }

    @Test
    void aMissingSecretFileIsNamed() throws Exception {
        SettingsReader reader = reading("ferrypost.secret=${file:gone.txt}", "ferrypost.client=${env:GONE}");

        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> reader.read(Map.of()));

        assertThat(refused.problems())
                .anySatisfy(p -> assertThat(p).contains("ferrypost.secret refers to the file", "gone.txt"))
                .anySatisfy(p -> assertThat(p).contains("ferrypost.client refers to the environment variable GONE"));
    }

    @Test
    void N3_theFilesThatSettingsComeFromAreKnownAlsoIfOneIsMissing() throws Exception {
        Files.writeString(folder.resolve("secret.txt"), "from beside");
        SettingsReader reader = reading("ferrypost.secret=${file:secret.txt}", "ferrypost.password=${file:gone.txt}");
        Set<Path> files = new HashSet<>();

        assertThat(catchThrowableOfType(SettingsException.class, () -> reader.read(Map.of(), files)))
                .isNotNull();

        assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("secret.txt"), folder.resolve("gone.txt"));
    }

    @Test
    void settingsKeepTheValuesOfOthersWithTheirFolder() throws Exception {
        Settings before =
                reading("ferrypost.token-file=tokens", "ferrypost.client=1").read(Map.of());
        Settings after =
                reading("ferrypost.token-file=other", "ferrypost.tenant=2").read(Map.of());

        Settings kept = after.keeping(before, Set.of("ferrypost.token-file", "ferrypost.tenant"));

        assertThat(kept.path("ferrypost.token-file")).contains(folder.resolve("tokens"));
        assertThat(kept.get("ferrypost.tenant")).isEmpty();
        assertThat(kept.get("ferrypost.client")).isEmpty();
    }

    @Test
    void aNamedFileThatIsNotThereIsAProblem() {
        SettingsReader reader = reader(
                Map.of("ferrypost.config", folder.resolve("no.properties").toString()), Map.of());

        assertThat(catchThrowableOfType(SettingsException.class, () -> reader.read(Map.of()))
                        .problems())
                .singleElement()
                .asString()
                .contains("no.properties", "cannot be read");
    }

    @Test
    void aKeyThatStandsTwiceOrIsForeignIsAProblem() throws Exception {
        SettingsReader reader = reading("ferrypost.client=1", "ferrypost.client=2", "mail.smtp.host=x");

        assertThat(catchThrowableOfType(SettingsException.class, () -> reader.read(Map.of()))
                        .problems())
                .hasSize(2)
                .anySatisfy(p -> assertThat(p).contains("ferrypost.client appears twice"))
                .anySatisfy(p -> assertThat(p).contains("mail.smtp.host").contains("not a setting of Ferrypost"));
    }
}
