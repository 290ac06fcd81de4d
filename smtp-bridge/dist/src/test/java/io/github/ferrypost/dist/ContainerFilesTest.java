package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.bridge.config.BridgeKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compose file, chart, Containerfile and Windows scripts use names that exist. None of them is rendered or run here. */
class ContainerFilesTest {
    private static final Path FILES = Shell.module().resolve("src");

    private static String text(String file) throws Exception {
        return Files.readString(FILES.resolve(file));
    }

    @Test
    void theirVariablesAreSettings() throws Exception {
        List<String> known =
                BridgeKeys.ALL.rows().stream().map(Key::environmentName).toList();
        int seen = 0;
        for (String file : List.of("container/compose.yaml", "container/chart/templates/ferrypost.yaml")) {
            Matcher variable = Pattern.compile("FERRYPOST_[A-Z_]+\\b").matcher(text(file));
            while (variable.find()) {
                if (!variable.group().equals("FERRYPOST_")) {
                    assertThat(known).contains(variable.group());
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(6);
    }

    @Test
    void everyWayToRunItIsReadOnlyUnprivilegedAndChecksItsHealth() throws Exception {
        assertThat(text("container/compose.yaml"))
                .contains("read_only: true", "cap_drop: [ALL]", "bin/healthy", "stop_grace_period: 60s");
        assertThat(text("container/chart/templates/ferrypost.yaml"))
                .contains("readOnlyRootFilesystem: true", "runAsNonRoot: true", "terminationGracePeriodSeconds: 60");
        assertThat(text("container/Containerfile")).contains("USER 10001:10001", "HEALTHCHECK", "STOPSIGNAL SIGTERM");
    }

    @Test
    void windowsScriptsSayWhatWasNotRunAndNameMethodsThatExist() throws Exception {
        for (String script : List.of("install.ps1", "uninstall.ps1", "open-page.ps1", "ferrypost.cmd")) {
            assertThat(text("windows/" + script)).contains("has not been run on Windows");
        }
        Matcher named =
                Pattern.compile("--StartClass=(\\S+)', '--StartMethod=(\\w+)'").matcher(text("windows/install.ps1"));
        assertThat(named.find()).isTrue();
        assertThat(Class.forName(named.group(1)).getMethod(named.group(2), String[].class))
                .isNotNull();
        assertThat(Class.forName(named.group(1)).getMethod("stop", String[].class))
                .isNotNull();
    }
}
