package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other people's programs, each to its end; a failure shows what they printed. Not thread-safe. */
final class Shell {
    private static final int SECONDS = 120;

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** @param folder where they run; {@code output.txt} in it gets what they print */
    Shell(Path folder) {
        this.folder = folder;
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Sets a variable of their environment. */
    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Fails with the command that installs the program, if it is missing.
     *
     * @param packages of Debian
     */
    void needs(String program, String packages) throws IOException, InterruptedException {
        assertThat(start("command -v " + program).waitFor())
                .as("This test needs %s. On Debian: apt-get install --no-install-recommends %s", program, packages)
                .isZero();
    }

    /** Returns what it printed, on both outputs. */
    String run(String line) throws IOException, InterruptedException {
        Process process = start(line);
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(folder.resolve("output.txt"));
        assertThat(ended).as("%s ends; it said: %s", line, output).isTrue();
        assertThat(process.exitValue()).as("%s said: %s", line, output).isZero();
        return output;
    }

    private Process start(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
