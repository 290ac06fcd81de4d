package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code ferrypost}: which Java it starts, with which options. */
class LauncherTest {
    private static final String ECHO = """
            #!/bin/sh
            printf '[%s]\\n' "$@"
            env | grep '^FERRYPOST_' || true
            """;

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void open() throws Exception {
        Path home = Files.createDirectory(folder.resolve("a folder with spaces"));
        launcher = script(
                home.resolve("bin/ferrypost"), Files.readString(Shell.module().resolve("src/bin/ferrypost")));
        Files.createDirectories(home.resolve("lib"));
        Files.createSymbolicLink(
                home.resolve("lib/ferrypost.jar"),
                Shell.module().resolve("../target/ferrypost.jar").normalize());
    }

    private static Path script(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java that prints its arguments. */
    private Path java(String name, String version) throws Exception {
        Path home = folder.resolve(name);
        script(home.resolve("bin/java"), ECHO);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Shell.Result launch(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", ""));
        all.putAll(environment);
        String[] command = new String[arguments.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Shell.run(all, command);
    }

    @Test
    void helpAndVersionNameTheCommand() {
        assertThat(launch(Map.of(), "--help").succeeds().output()).startsWith("Usage: ferrypost ");
        assertThat(launch(Map.of(), "queue", "--help").succeeds().output()).startsWith("Usage: ferrypost queue ");
    }

    @Test
    void runHasThePublishedOptionsAndPassesArgumentsUnchanged() throws Exception {
        String seen = launch(
                        Map.of("JAVA_HOME", java("jdk", "17.0.9").toString()),
                        "run",
                        "-s",
                        "ferrypost.mailbox=a b *@contoso.example")
                .succeeds()
                .output();
        assertThat(seen.lines())
                .startsWith(
                        "[-Xmx96m]",
                        "[-XX:NewRatio=5]",
                        "[-XX:+UseSerialGC]",
                        "[-XX:TieredStopAtLevel=1]",
                        "[-XX:+ExitOnOutOfMemoryError]",
                        "[-jar]")
                .endsWith("[run]", "[-s]", "[ferrypost.mailbox=a b *@contoso.example]");
    }

    @Test
    void ownOptionsOfJavaComeLastAndAreNoSetting() throws Exception {
        String seen = launch(
                        Map.of(
                                "JAVA_HOME", java("jdk", "21").toString(),
                                "FERRYPOST_JAVA_OPTS", "-Xmx128m -Dx=y",
                                "FERRYPOST_TENANT", "t"),
                        "run")
                .succeeds()
                .output();
        assertThat(seen).containsSubsequence("[-Xmx96m]", "[-Xmx128m]", "[-Dx=y]", "[-jar]");
        assertThat(seen).contains("FERRYPOST_TENANT=t").doesNotContain("FERRYPOST_JAVA_OPTS");
    }

    @Test
    void anOldJavaInJavaHomeIsPassedOver() throws Exception {
        String path = script(folder.resolve("bin/nothing"), "").getParent() + ":" + java("newer", "17") + "/bin:"
                + System.getenv("PATH");
        Map<String, String> environment =
                Map.of("JAVA_HOME", java("older", "1.8.0_392").toString(), "PATH", path);
        script(folder.resolve("older/bin/java"), "#!/bin/sh\necho older\n");
        assertThat(launch(environment, "queue").succeeds().output()).contains("[queue]");
    }

    @Test
    void theRuntimeBesideItComesFirst() throws Exception {
        Path home = launcher.resolve("../..").normalize();
        Files.move(java("runtime", "17"), home.resolve("runtime"));
        Files.writeString(home.resolve("lib/ferrypost.jsa"), "");
        script(folder.resolve("other/bin/java"), "#!/bin/sh\necho other\n");
        String seen = launch(Map.of("JAVA_HOME", folder.resolve("other").toString()), "run")
                .succeeds()
                .output();
        assertThat(seen).contains("[-XX:SharedArchiveFile=" + home.toRealPath() + "/lib/ferrypost.jsa]", "[run]");
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        String text = Files.readString(launcher);
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : new String[] {"sh", "sed", "dirname", "readlink", "id"}) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        script(launcher, text.replaceAll("/usr/lib/jvm/|/usr/java/|/opt/java/", "/nowhere/"));
        Shell.Result result = launch(Map.of("PATH", tools.toString()), "run");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("needs Java 17", "apt-get install default-jre-headless");
    }

    @Test
    void itWorksThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("ferrypost"), folder.toAbsolutePath().relativize(launcher.toAbsolutePath()));
        assertThat(Shell.run(link.toString(), "--version").succeeds().output()).startsWith("ferrypost ");
    }
}
