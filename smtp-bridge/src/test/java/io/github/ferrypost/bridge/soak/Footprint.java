package io.github.ferrypost.bridge.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a bridge holds at rest.
 *
 * @param heapKilobytes in use after a full collection
 * @param threads of the process
 * @param descriptors open ones, sockets among them
 * @param temporaryFiles in its temporary folder and, beside the database, in its spool
 * @param spoolKilobytes of the database that are in use; free pages are used again and do not count
 */
record Footprint(long heapKilobytes, long threads, long descriptors, long temporaryFiles, long spoolKilobytes) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Waits until the threads of sessions and attempts have ended, which they do after a minute without work. */
    static Footprint atRest(Lives bridge) throws IOException, InterruptedException, SQLException {
        Path threads = Path.of("/proc", Long.toString(bridge.pid()), "task");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isAtRest(threads));
        return of(bridge);
    }

    private static boolean isAtRest(Path threads) throws IOException {
        try (Stream<Path> all = Files.list(threads)) {
            return all.map(Footprint::name)
                    .noneMatch(name -> name.startsWith("ferrypost-smtp-") || name.startsWith("ferrypost-try-"));
        }
    }

    /** The first 15 characters, which Linux keeps; empty if the thread has ended. */
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Measures it; collects its garbage for that. */
    private static Footprint of(Lives bridge) throws IOException, InterruptedException, SQLException {
        Path proc = Path.of("/proc", Long.toString(bridge.pid()));
        jcmd(bridge.pid(), "GC.run");
        return new Footprint(
                heap(jcmd(bridge.pid(), "GC.heap_info")),
                count(proc.resolve("task")),
                count(proc.resolve("fd")),
                files(bridge.temporary()) + files(bridge.spool()),
                used(bridge.spool().resolve("spool.db")));
    }

    /** The generations together, without the metaspace that follows them. */
    private static long heap(String info) {
        Matcher matcher = USED.matcher(info.substring(0, info.indexOf("Metaspace")));
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        assertThat(sum).as(info).isPositive();
        return sum;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("spool.db"))
                    .filter(file -> size(file) >= 0)
                    .count();
        }
    }

    /** -1 where it has gone meanwhile. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            long pages = number(statement, "PRAGMA page_count") - number(statement, "PRAGMA freelist_count");
            return pages * number(statement, "PRAGMA page_size") / 1024;
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    /** Fails where this is more than that one by more than a bridge at rest varies. */
    void assertNotMoreThan(Footprint start) {
        assertThat(heapKilobytes).as("heap after collection, KB").isLessThan(start.heapKilobytes + 6 * 1024);
        assertThat(threads).as("threads").isLessThanOrEqualTo(start.threads + 4);
        assertThat(descriptors).as("open descriptors").isLessThanOrEqualTo(start.descriptors + 8);
        // SQLite's library and its lock, which a killed process leaves until a start a minute later
        assertThat(temporaryFiles).as("temporary files").isLessThanOrEqualTo(start.temporaryFiles + 2);
        assertThat(spoolKilobytes).as("spool in use, KB").isLessThan(start.spoolKilobytes + 1024);
    }
}
