package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the spool needs of its machine when it opens, and what it leaves there. */
class StartTest {
    @TempDir
    Path directory;

    /** Opens a spool in a process of its own. */
    public static final class Opening {
        private Opening() {}

        public static void main(String[] args) throws Exception {
            try (Spool spool = Spool.openToDeliver(Path.of(args[0]), Clock.systemUTC())) {
                spool.probe();
                System.out.println("opened");
            }
        }
    }

    private static String open(String before, Path spool, String... options) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + "exec " + java + " " + String.join(" ", options) + " -cp '"
                + System.getProperty("java.class.path") + "' "
                + Opening.class.getName().replace("$", "\\$") + " '"
                + spool + "'";
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        }
    }

    @Test
    void N8_aTemporaryFolderThatIsMissingDoesNotMatter() throws Exception {
        Path spool = directory.resolve("spool");
        assertThat(open("", spool, "-Djava.io.tmpdir=/nonexistent")).contains("opened");
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("nothing of the native library stays behind")
                    .noneMatch(name -> name.contains("sqlitejdbc"));
        }
    }

    /** A disk for data is often mounted noexec too. */
    @Test
    void N8_neitherDoesASpoolThatIsMountedNoexec() throws Exception {
        int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", directory.toString())
                .start()
                .waitFor();
        assumeThat(mounted).as("may mount a tmpfs").isZero();
        try {
            assertThat(open("", directory)).contains("opened");
        } finally {
            new ProcessBuilder("umount", directory.toString()).start().waitFor();
        }
    }

    @Test
    void SEC3_folderAndFilesAreTheOwnersUnderAnyUmask() throws Exception {
        Path spool = directory.resolve("a").resolve("b").resolve("spool");
        assertThat(open("umask 000; ", spool)).contains("opened");
        for (Path folder : List.of(spool, spool.getParent(), spool.getParent().getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as(folder.toString())
                    .isEqualTo("rwx------");
        }
        try (Stream<Path> files = Files.list(spool)) {
            Set<String> permissions = files.map(StartTest::permissions).collect(Collectors.toSet());
            assertThat(permissions).containsExactly("rw-------");
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The tables of version 1, with an entry that was in doubt. */
    @Test
    void aQueueOfTheVersionBeforeIsTakenOver() throws Exception {
        Clock clock = Clock.systemUTC();
        EntryId id;
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            id = spool.store(Mail.small("sales", clock.instant()).withDoubt());
        }
        Rows.run(directory, "DROP INDEX entry_forced");
        for (String column : List.of("doubts", "faults", "forced")) {
            Rows.run(directory, "ALTER TABLE entry DROP COLUMN " + column);
        }
        Rows.run(directory, "UPDATE spool SET version = 1");
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            Entry entry = spool.show(id).orElseThrow();
            assertThat(entry.inDoubt()).isTrue();
            assertThat(entry.doubts()).isEqualTo(1);
            assertThat(entry.forced()).isFalse();
            spool.retryNow(id);
            assertThat(spool.claim(1, account -> ClaimRequest.PAUSED, Mail.LEASE))
                    .hasSize(1);
        }
    }

    /** A writer that is gone lets no caller wait for ever, and is reported. */
    @Test
    void SEC1_aWriterThatFailsIsReportedAndItsCallersHearOfIt() throws Exception {
        Sqlite sqlite = new Sqlite(directory);
        Dialect broken = (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(),
                new Class<?>[] {Dialect.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "openWriter" -> throw new SQLException("no connection");
                    case "isBusy" -> throw new StackOverflowError();
                    default -> method.invoke(sqlite, args);
                });
        List<String> failed = new CopyOnWriteArrayList<>();
        EssentialThreads threads = new EssentialThreads((name, cause) -> failed.add(name));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Spool.open(broken, Clock.systemUTC(), Optional.empty(), threads)))
                .isInstanceOf(SpoolException.class);
        org.awaitility.Awaitility.await().until(() -> failed.equals(List.of("ferrypost-spool")));
    }
}
