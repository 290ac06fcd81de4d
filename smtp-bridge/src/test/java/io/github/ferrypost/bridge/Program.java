package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bridge as a process of its own: from the class path of the test, or from the jar. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An option of Java: the tests' own configuration of the log is on the class path too. */
    static final String LOG_AS_USERS_HAVE_IT = "-Dlogback.configurationFile=" + Main.class.getResource("/logback.xml");

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** With the classes that are being tested, and the log as users have it. */
    static Program fromClasses(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(
                folder,
                environment,
                List.of(LOG_AS_USERS_HAVE_IT, "-cp", classPath(), Main.class.getName()),
                arguments);
    }

    /** A command that reads what a person would type. */
    static Program fromClassesReading(Path folder, Path in, String... arguments) throws IOException {
        return start(folder, Map.of(), List.of("-cp", classPath(), Main.class.getName()), Optional.of(in), arguments);
    }

    static Program fromJar(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path jar = Path.of("target", "ferrypost.jar").toAbsolutePath();
        assertThat(jar).as("made by mvn package").exists();
        return start(folder, environment, List.of("-jar", jar.toString()), arguments);
    }

    /** Any program, with the classes that are being tested. */
    static Program ofClass(Path folder, Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> how = new ArrayList<>(options);
        how.addAll(List.of("-cp", classPath(), main.getName()));
        return start(folder, Map.of(), how, arguments);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Program start(Path folder, Map<String, String> environment, List<String> how, String... arguments)
            throws IOException {
        return start(folder, environment, how, Optional.empty(), arguments);
    }

    private static Program start(
            Path folder, Map<String, String> environment, List<String> how, Optional<Path> in, String... arguments)
            throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(how);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        in.ifPresent(file -> builder.redirectInput(file.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FERRYPOST_"));
        // a port that all of them would want; the tests of the page say where they want it
        builder.environment().put("FERRYPOST_BRIDGE_WEB", "off");
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    /** The same under a umask, and with another working directory than the settings file's. */
    static Program under(String umask, Path folder, Path workingDirectory, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(LOG_AS_USERS_HAVE_IT, "-cp", classPath(), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FERRYPOST_"));
        return new Program(builder.start(), out, err);
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until the output or the log has this; returns its first group. */
    String awaitOut(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            boolean alive = process.isAlive();
                            Matcher matcher = compiled.matcher(out() + "\n" + err());
                            assertThat(alive || matcher.find())
                                    .as("still running; it said %s %s", out(), err())
                                    .isTrue();
                            matcher.reset();
                            return matcher.find() ? matcher.group(1) : null;
                        },
                        found -> found != null);
    }

    int exit() throws InterruptedException, IOException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends; it said %s %s", out(), err())
                .isTrue();
        return process.exitValue();
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
    }

    /** SIGKILL, and waits until it is dead. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Another signal, by its name without SIG. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
