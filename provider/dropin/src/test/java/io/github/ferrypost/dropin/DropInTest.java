package io.github.ferrypost.dropin;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar is dropped beside each mail library and each program, in a JVM of its own. The program's first mail, without a
 * settings file, goes to its SMTP server as before; then the file is put there, and its second goes by Graph. The table
 * docs/compatibility.md is what comes out: written with {@code -Ddocs.write=true}, compared without.
 */
class DropInTest {
    private static final Path TABLE = Path.of("..", "docs", "compatibility.md");
    private static final Path JAVA_17 = Path.of(System.getProperty("java.home"));
    private static final Path JAVA_25 = Path.of(System.getProperty("java25", "/usr/lib/jvm/temurin-25-jdk-amd64"));

    private enum Place {
        FIRST,
        LAST,
        LAST_WITH_CLASS
    }

    private record Cell(Stack stack, Path java, Place place) {
        @Override
        public String toString() {
            return stack.title() + ", " + java.getFileName() + ", " + place;
        }
    }

    @TempDir
    Path folder;

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Sandbox sandbox;
    private Programs programs;

    @BeforeEach
    void start() throws IOException {
        greenMail.start();
        sandbox = Sandbox.start();
        programs = new Programs(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        greenMail.stop();
    }

    @Test
    void besideEveryLibraryAndProgram() throws Exception {
        List<Stack> stacks = Stack.all();
        List<Path> javas = Stream.of(JAVA_17, JAVA_25)
                .filter(Files::isDirectory)
                .distinct()
                .toList();
        Map<Cell, Future<String>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Stack stack : stacks) {
                for (Path java : javas) {
                    for (Place place : places(stack, java)) {
                        Cell cell = new Cell(stack, java, place);
                        running.put(cell, threads.submit(() -> result(cell)));
                    }
                }
            }
            Map<Cell, String> results = new LinkedHashMap<>();
            for (Map.Entry<Cell, Future<String>> entry : running.entrySet()) {
                results.put(entry.getKey(), outcome(entry.getValue()));
            }
            results.forEach((cell, result) -> System.out.println(cell + ": " + result));
            assertThat(results)
                    .allSatisfy(
                            (cell, result) -> assertThat(result).as("%s", cell).isEqualTo(expected(cell)));
            table(stacks, results, javas.size() > 1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** D3: what cannot be taken over goes out as before we came. */
    private static String expected(Cell cell) {
        if (cell.stack().isTooOld()) {
            return "passed over, with a warning";
        }
        return isLost(cell) || cell.stack().isForeign() ? "passed over" : "passes";
    }

    /** JavaMail 1.6.2 and jakarta.mail 1.6.3 take the first provider on the class path, whatever it says. */
    private static boolean isLost(Cell cell) {
        List<String> jars = cell.stack().jars();
        return cell.place() == Place.LAST
                && (jars.contains("com.sun.mail:javax.mail:1.6.2") || jars.contains("com.sun.mail:jakarta.mail:1.6.3"));
    }

    /** On the other Java the place that is harder to win is enough. */
    private static List<Place> places(Stack stack, Path java) {
        if (!java.equals(JAVA_17) && stack.launch() == Launch.OSGI) {
            return List.of(); // SPI Fly cannot read class files of Java 25
        }
        List<Place> places =
                new ArrayList<>(java.equals(JAVA_17) ? List.of(Place.FIRST, Place.LAST) : List.of(Place.LAST));
        if (isLost(new Cell(stack, java, Place.LAST))) {
            places.add(Place.LAST_WITH_CLASS);
        }
        return places;
    }

    private static String outcome(Future<String> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return e.getCause().toString();
        }
    }

    private String result(Cell cell) throws IOException {
        Path place = Files.createTempDirectory(folder, "run");
        String name = place.getFileName().toString();
        String before = name + "-smtp@x.example";
        String after = name + "-graph@x.example";
        Running program = new Running(place, command(cell, place));
        try (program) {
            boolean plain = program.send(before) && receivedBySmtp(before);
            write(place.resolve("ferrypost.properties"));
            boolean carried = program.send(after);
            boolean byGraph = carried && sentByGraph(after);
            if (plain && carried && !byGraph && receivedBySmtp(after)) {
                return program.output().contains("too old for Ferrypost")
                        ? "passed over, with a warning"
                        : "passed over";
            }
            String large = "large-" + after;
            boolean largeByGraph = program.send(large) && sentByGraph(large);
            Files.writeString(place.resolve("ferrypost.properties"), "ferrypost.roads=smtp\n", APPEND);
            String submitted = name + "-submission@x.example";
            boolean bySmtpRoad = program.send(submitted) && sentBy("smtp", submitted);
            if (!plain || !byGraph || !largeByGraph || !bySmtpRoad) {
                return "before the file " + plain + ", by Graph " + byGraph + ", a large one " + largeByGraph
                        + ", by the SMTP road " + bySmtpRoad + "\n" + program.output();
            }
        }
        return program.output().contains("SLF4J") || program.output().contains("does not end")
                ? program.output()
                : "passes";
    }

    private List<String> command(Cell cell, Path place) throws IOException {
        List<Path> path = new ArrayList<>(cell.stack().paths());
        path.add(cell.place() == Place.FIRST ? 0 : path.size(), cell.stack().drop());
        List<String> command = new ArrayList<>(List.of(
                cell.java().resolve("bin").resolve("java").toString(), "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        if (cell.place() == Place.LAST_WITH_CLASS) {
            command.add("-Dprogram.class=io.github.ferrypost.javax.transport.FerrypostTransport");
        }
        Launch launch = cell.stack().launch();
        command.addAll(launch.arguments(path, programs.classes(cell.stack()), place));
        command.add(launch.program(cell.stack().program()));
        command.add(String.valueOf(greenMail.getSmtp().getPort()));
        return command;
    }

    private void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder("ferrypost.hosts=127.0.0.1\n");
        sandbox.settings()
                .forEach((key, value) -> lines.append(key)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        Files.writeString(file, lines);
    }

    private boolean receivedBySmtp(String address) {
        return Arrays.stream(greenMail.getReceivedMessagesForDomain(address)).count() == 1;
    }

    private boolean sentByGraph(String address) {
        return sentBy("graph", address);
    }

    private boolean sentBy(String road, String address) {
        return sandbox.delivered().stream()
                        .filter(mail -> mail.road().startsWith(road))
                        .filter(mail -> mail.recipients().contains(address))
                        .count()
                == 1;
    }

    private static String told(Cell cell, Map<Cell, String> results) {
        if (!results.containsKey(cell)) {
            return "the software itself does not run";
        }
        boolean withClass = results.containsKey(new Cell(cell.stack(), cell.java(), Place.LAST_WITH_CLASS));
        if (cell.stack().isTooOld() || cell.stack().isForeign()) {
            return "left to the library";
        }
        String lost = withClass ? "with `mail.smtp.class`" : "no";
        return "passes".equals(results.get(cell)) ? "passes" : lost;
    }

    private static void table(List<Stack> stacks, Map<Cell, String> results, boolean both) throws IOException {
        StringBuilder table = new StringBuilder();
        for (Stack stack : stacks) {
            table.append("| ")
                    .append(stack.title())
                    .append(" | `")
                    .append(stack.namespace())
                    .append("` |");
            for (Cell cell : List.of(
                    new Cell(stack, JAVA_17, Place.FIRST),
                    new Cell(stack, JAVA_17, Place.LAST),
                    new Cell(stack, JAVA_25, Place.LAST))) {
                table.append(' ').append(told(cell, results)).append(" |");
            }
            table.append('\n');
        }
        String content = Files.readString(TABLE);
        String begin = "|---|---|---|---|---|\n";
        int from = content.indexOf(begin) + begin.length();
        int to = content.indexOf("\n\n", from) + 1;
        if (!both) {
            System.out.println("Java 25 is not at " + JAVA_25 + ": its column was neither tested nor compared");
        } else if (Boolean.getBoolean("docs.write")) {
            Files.writeString(TABLE, content.substring(0, from) + table + content.substring(to));
        } else {
            assertThat(content.substring(from, to)).isEqualTo(table.toString());
        }
    }
}
