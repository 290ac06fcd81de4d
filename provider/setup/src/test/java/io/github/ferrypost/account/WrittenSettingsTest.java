package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.settings.SettingsDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link SettingsDocument} writes, as the program reads it. */
class WrittenSettingsTest {
    private static final String SECRET = "ferrypost.secret";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("ferrypost.properties");
    }

    private static SettingsReader reader(Path file) {
        Properties system = new Properties();
        system.setProperty("ferrypost.config", file.toString());
        return new SettingsReader(Keys.PROVIDER, () -> system, Map.of(), new SettingsFile(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a b",
                "=:#!",
                "#no comment",
                "back\\slash\\",
                "C:\\secrets\\ferrypost.txt",
                "umlauts \u00e4\u00f6\u00fc \u4e2d",
                "line\nbreak\r\n\ttab\f",
                "${file:secret.txt}",
                "\\u0041"
            })
    void whatIsWrittenIsReadAgain(String value) throws Exception {
        SettingsDocument.read(file).with(SECRET, value).write(file);
        assertThat(SettingsDocument.read(file).get(SECRET)).contains(value);
        Map<String, String> read = new SettingsFile(false)
                .read(java.util.Optional.of(file.toString()), new java.util.ArrayList<>())
                .values();
        assertThat(read).containsEntry(SECRET, value);
    }

    @Test
    void aByteOrderMarkDoesNotHideTheFirstSettingFromTheReader() throws Exception {
        Files.writeString(file, "\uFEFFferrypost.tenant=t\n");
        Settings settings = reader(file).read(Map.of());
        assertThat(settings.get("ferrypost.tenant")).contains("t");
    }
}
