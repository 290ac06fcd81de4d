package io.github.ferrypost.sandbox.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the rule says of classes that leave something behind. They are run by an engine of their own. */
class LeakRuleTest {
    /** Ends what a class below left behind. */
    private static final List<AutoCloseable> LEFT = new ArrayList<>();

    private static CountDownLatch end = new CountDownLatch(1);
    private final String systemDirectory = System.getProperty("java.io.tmpdir");

    @BeforeEach
    void useADirectoryOfTheBuild() throws IOException {
        end = new CountDownLatch(1);
        if (!Path.of(systemDirectory).startsWith(Path.of("").toAbsolutePath())) {
            Path directory = Path.of("target", "leak-rule-test").toAbsolutePath();
            System.setProperty(
                    "java.io.tmpdir", Files.createDirectories(directory).toString());
        }
    }

    @AfterEach
    void tidy() throws Exception {
        System.setProperty("java.io.tmpdir", systemDirectory);
        for (AutoCloseable each : LEFT) {
            each.close();
        }
        LEFT.clear();
    }

    @ExtendWith(LeakRule.class)
    static class LeavesAThread {
        @Test
        void starts() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            Runnable task = () -> {
                begun.countDown();
                awaitEnd();
            };
            Thread thread = new Thread(task, "left-over");
            thread.start();
            begun.await(); // before that it has no stack to name
            LEFT.add(() -> {
                end.countDown();
                thread.join();
            });
        }
    }

    @ExtendWith(LeakRule.class)
    static class LeavesASocket {
        @Test
        void opens() throws IOException {
            LEFT.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
    }

    @ExtendWith(LeakRule.class)
    static class LeavesATemporaryFile {
        @Test
        void writes() throws IOException {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "left-over.txt");
            Files.writeString(file, "text");
            LEFT.add(() -> Files.delete(file));
        }
    }

    @ExtendWith(LeakRule.class)
    static class LeavesAProcess {
        @Test
        void starts() throws IOException {
            Process child = new ProcessBuilder("sleep", "600").start();
            child.getOutputStream().close();
            child.getInputStream().close();
            child.getErrorStream().close();
            LEFT.add(() -> child.destroyForcibly().waitFor());
        }
    }

    @ExtendWith(LeakRule.class)
    static class LeavesNothing {
        @TempDir
        private static Path folder;

        @Test
        void endsABitLater() throws IOException {
            Path file = Files.writeString(folder.resolve("text"), "text");
            new Thread(() -> {
                        awaitEnd();
                        LEFT.clear();
                    })
                    .start();
            assertThat(file).exists();
            new Thread(end::countDown).start();
        }
    }

    private static void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String failureOf(Class<?> test) {
        return JupiterRun.of(test, 300)
                .failure()
                .orElseThrow(() -> new AssertionError("no failure"))
                .getMessage();
    }

    @Test
    void aThreadThatOutlivesItsClassIsNamedWithTheClass() {
        assertThat(failureOf(LeavesAThread.class))
                .contains("LeakRuleTest$LeavesAThread left behind:", "thread left-over at ");
    }

    @Test
    void anOpenSocketIsNamed() {
        assertThat(failureOf(LeavesASocket.class))
                .containsPattern("LeavesASocket left behind:\\s+descriptor \\d+ socket:");
    }

    @Test
    void aTemporaryFileIsNamed() {
        assertThat(failureOf(LeavesATemporaryFile.class))
                .containsPattern("LeavesATemporaryFile left behind:\\s+temporary file .*left-over.txt");
    }

    @Test
    void aChildProcessIsNamed() {
        assertThat(failureOf(LeavesAProcess.class))
                .containsPattern("LeavesAProcess left behind:\\s+process \\d+ .*sleep");
    }

    @Test
    void whatEndsSoonAndWhatJUnitDeletesIsNoLeak() {
        JupiterRun run = JupiterRun.of(LeavesNothing.class, 8_000);
        assertThat(run.failure()).isEmpty();
        assertThat(run.succeeded()).contains("endsABitLater()");
    }

    @Test
    void anExceptionNamesAClassOrAPackageAndItsReason() {
        LeakExceptions exceptions = LeakExceptions.of(
                List.of("# comment", "", "org.example.OneTest starts Chromium", "org.example.web.* not yet run"));

        assertThat(exceptions.cover("org.example.OneTest")).isTrue();
        assertThat(exceptions.cover("org.example.OtherTest")).isFalse();
        assertThat(exceptions.cover("org.example.web.PageTest")).isTrue();
        assertThat(exceptions.cover("org.example.web.deep.PageTest")).isFalse();
        assertThat(exceptions.cover("NoPackageTest")).isFalse();
        assertThat(exceptions.reasons()).containsEntry("org.example.OneTest", "starts Chromium");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakExceptions.of(List.of("org.example.OneTest")))
                .withMessageContaining("no reason for org.example.OneTest");
    }
}
