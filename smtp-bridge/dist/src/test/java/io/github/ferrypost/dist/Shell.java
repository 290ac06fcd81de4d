package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs, and says which package brings one that is missing. */
final class Shell {
    /** What a program printed, both streams together, and its exit status. */
    record Result(int status, String output) {
        Result succeeds() {
            assertThat(status).as(output).isZero();
            return this;
        }
    }

    private Shell() {}

    static Result run(String... command) {
        return run(Map.of(), command);
    }

    static Result run(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("FERRYPOST_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param program and the Debian package that brings it, as {@code /usr/bin/x:package} */
    static String program(String program) {
        List<String> parts = List.of(program.split(":", -1));
        assertThat(Path.of(parts.get(0)))
                .as("apt-get install %s brings it", parts.get(1))
                .isExecutable();
        return parts.get(0);
    }

    /** The folder of this module, whatever folder the tests run in. */
    static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    static Path target(String name) {
        Path file = module().resolve("target").resolve(name);
        assertThat(file).as("made by mvn package").exists();
        return file;
    }
}
