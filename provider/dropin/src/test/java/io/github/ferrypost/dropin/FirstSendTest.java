package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many classes the jar loads for a program's first mail, beside the same mail sent by Angus alone; the times are those of
 * {@link ColdStartTest}. {@code -Dfirst.send.runs=15 -Ddocs.write=true} writes them to docs/compatibility.md.
 */
class FirstSendTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final int RUNS = Integer.getInteger("first.send.runs", 2);

    /** Counted on Java 17, with room for a room more; a new library or a chain of lambdas would show here. */
    private static final long MOST_CLASSES_OF_OURS = 650;

    private static final Stack STACK = Stack.current();

    @TempDir
    Path folder;

    private record Run(long classes, long own) {}

    @Test
    void costs() throws Exception {
        GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try (Sandbox sandbox = Sandbox.start()) {
            Path classes = new Programs(folder).classes(STACK);
            Path settings = settings(sandbox);
            String port = String.valueOf(greenMail.getSmtp().getPort());
            List<Run> ours = new ArrayList<>();
            List<Run> angus = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) { // in turns, so that a busy machine is busy for both
                angus.add(run(classes, STACK.paths(), List.of(), port));
                List<Path> path = new ArrayList<>(STACK.paths());
                path.add(STACK.drop());
                ours.add(run(classes, path, List.of("-Dferrypost.config=" + settings), port));
            }
            assertThat(sandbox.delivered()).hasSize(RUNS);
            assertThat(greenMail.getReceivedMessages()).hasSize(RUNS);
            report(ours, angus);
            assertThat(ours).allSatisfy(run -> assertThat(run.own()).isLessThan(MOST_CLASSES_OF_OURS));
        } finally {
            greenMail.stop();
        }
    }

    private Path settings(Sandbox sandbox) throws IOException {
        Properties settings = new Properties();
        settings.putAll(sandbox.settings());
        settings.put("ferrypost.hosts", "127.0.0.1");
        Path file = folder.resolve("settings.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private Run run(Path classes, List<Path> path, List<String> more, String port) throws IOException {
        Path place = Files.createTempDirectory(folder, "run");
        Path log = place.resolve("classes.log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(more);
        command.add("-Xlog:class+load:file=" + log);
        command.addAll(Launch.CLASS_PATH.arguments(path, classes, place));
        command.addAll(List.of("StaticSend", port));
        Running program = new Running(place, command);
        try (program) {
            assertThat(program.send("first@x.example")).as(program.output()).isTrue();
        }
        try (Stream<String> lines = Files.lines(log)) {
            List<String> loaded =
                    lines.filter(line -> line.contains(" source: ")).toList();
            long own =
                    loaded.stream().filter(line -> line.contains("ferrypost")).count();
            return new Run(loaded.size(), own);
        }
    }

    private static void report(List<Run> ours, List<Run> angus) throws IOException {
        String text = String.format(
                Locale.ROOT,
                """
                | | |
                |---|---|
                | `ferrypost-provider-all.jar` | %,d bytes |
                | `ferrypost-provider-all-javax.jar` | %,d bytes |
                | classes loaded from it for the first mail | %d |
                | classes loaded for the first mail, of the JVM's own too | %d, with Angus alone %d |
                """,
                Files.size(Path.of("target", "ferrypost-provider-all.jar")),
                Files.size(Path.of("target", "ferrypost-provider-all-javax.jar")),
                ours.get(0).own(),
                ours.get(0).classes(),
                angus.get(0).classes());
        System.out.println(text + "ours " + ours + "\nangus " + angus);
        if (Boolean.getBoolean("docs.write") && RUNS > 5) {
            String page = Files.readString(PAGE);
            int from = page.indexOf("| | |\n|---|---|\n");
            int to = page.indexOf("\n\n", from) + 1;
            Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
        }
    }
}
