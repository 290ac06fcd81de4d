package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.bridge.cli.Main;
import io.github.ferrypost.bridge.config.BridgeKeys;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Sample settings, manual pages and completion say what the code says. */
class GeneratedFilesTest {
    @TempDir
    private Path folder;

    private void make() throws Exception {
        PackageFiles.main(new String[] {
            folder.toString(),
            "1.2.3-SNAPSHOT",
            "2026-11-22T00:00:00Z",
            Shell.module().resolve("src/deb/control").toString()
        });
    }

    @Test
    void theSampleHasEveryKeyOfTheBridgeWithItsDefault() throws Exception {
        String text = SampleSettings.text();
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
        Properties commented = new Properties();
        commented.load(new StringReader(text.replaceAll("(?m)^#(ferrypost\\.)", "$1")));
        for (Key key : BridgeKeys.own().rows()) {
            if (!key.name().equals("ferrypost.bridge.spool")) {
                assertThat(commented.getProperty(key.name())).as(key.name()).isEqualTo(key.standard());
            }
        }
        assertThat(commented.stringPropertyNames())
                .allMatch(name -> BridgeKeys.ALL.find(name).isPresent())
                .contains("ferrypost.tenant", "ferrypost.roads", "ferrypost.endpoint.trust");
    }

    @Test
    void theSampleSetsOnlyWhereTheServiceMayWrite() throws Exception {
        Properties set = new Properties();
        set.load(new StringReader(SampleSettings.text()));
        assertThat(set)
                .containsOnly(
                        java.util.Map.entry("ferrypost.bridge.spool", "/var/lib/ferrypost/spool"),
                        java.util.Map.entry("ferrypost.token-file", "/var/lib/ferrypost/ferrypost.tokens"));
    }

    @Test
    void theManualHasEveryCommandAndOption() {
        String manual = CommandManual.of(Main.commandLine(), "1").replace("\\-", "-");
        for (CommandLine command : leaves(Main.commandLine())) {
            assertThat(manual)
                    .contains(".SS " + command.getCommandSpec().qualifiedName().trim());
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(manual)
                            .contains(option.usageHelp() || option.versionHelp() ? "" : option.longestName()));
        }
        assertThat(manual.lines()).noneMatch(line -> line.startsWith("'"));
        String settings = SettingsManual.of("1").replace("\\-", "-");
        SampleSettings.keys().forEach(key -> assertThat(settings).contains("\\fB" + key.name() + "\\fR"));
    }

    private static List<CommandLine> leaves(CommandLine command) {
        List<CommandLine> leaves = new ArrayList<>();
        for (CommandLine each : command.getSubcommands().values()) {
            if (each.getSubcommands().isEmpty()) {
                leaves.add(each);
            } else {
                leaves.addAll(leaves(each));
            }
        }
        return leaves;
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        make();
        assertThat(completions("qu")).contains("queue");
        assertThat(completions("queue", "re")).contains("retry", "release", "remove");
        assertThat(completions("queue", "list", "--st")).contains("--state");
    }

    private String completions(String... words) throws Exception {
        String line = "ferrypost " + String.join(" ", words);
        String script = "source " + folder.resolve("completion.bash") + "; COMP_WORDS=(" + line + "); COMP_CWORD="
                + words.length + "; COMP_LINE='" + line + "'; COMP_POINT=" + line.length()
                + "; _complete_ferrypost; echo \"${COMPREPLY[@]}\"";
        return Shell.run("bash", "-c", script).succeeds().output();
    }

    @Test
    void nothingNamesTheVersionTwice() throws Exception {
        make();
        assertThat(Files.readString(folder.resolve("control/control"))).contains("Version: 1.2.3~snapshot\n");
        try (var files = Files.list(folder.resolve("control"))) {
            files.forEach(file -> assertThat(file).content().doesNotContainPattern("@[A-Z]+@"));
        }
    }
}
