package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.testing.TestKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * D13: what a program that starts, sends and ends waits for: with the jar by Graph and by SMTP, and with Angus alone by STARTTLS
 * and XOAUTH2. All sides speak TLS and trust Java's own authorities, as with Microsoft; the runs alternate. Times depend on
 * the machine and are printed; {@code -Dcold.start.runs=9 -Ddocs.write=true} writes them to docs/compatibility.md.
 */
class ColdStartTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final int RUNS = Integer.getInteger("cold.start.runs", 2);

    /** Rounds before those that are measured for the page: Microsoft's servers are warm, and these start with the test. */
    private static final int WARM_UP = RUNS > 5 ? 10 : 0;

    private static final Stack STACK = Stack.current();

    /** HotSpot waits up to 300 ms at its end for a thread in native code, such as a selector's. */
    private static final long FAR_FROM_300 = 200;

    @TempDir
    Path folder;

    /** Milliseconds from the first line of {@code main}, and from the last one to the end of the process. */
    private record Run(long first, long second, long end) {}

    @Test
    void D13_theFirstMailAndTheEndOfTheJvm() throws Exception {
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=localhost");
        Path pem = Files.writeString(folder.resolve("front.pem"), keys.certificatePem());
        try (Sandbox sandbox = Sandbox.builder()
                        .limits(Limits.none().commandLine(12288)) // Angus sends the token inline (RFC 4954 section 4)
                        .start();
                TlsFront login = new TlsFront(keys, sandbox.login());
                TlsFront graph = new TlsFront(keys, sandbox.graph())) {
            Path trust = TlsFront.authorities(folder, pem, sandbox.trustPem());
            Path classes = new Programs(folder)
                    .classes(new Stack(STACK.title(), STACK.namespace(), "TlsSend", STACK.jars(), STACK.launch()));
            Path byGraph = settings(sandbox, login, graph, "graph");
            Path bySmtp = settings(sandbox, login, graph, "smtp");
            List<Run> angus = new ArrayList<>();
            List<Run> oursByGraph = new ArrayList<>();
            List<Run> oursBySmtp = new ArrayList<>();
            for (int i = 0; i < WARM_UP + RUNS; i++) {
                angus.add(run(sandbox, trust, classes, List.of("-Dprogram.xoauth2=true"), false));
                oursByGraph.add(run(sandbox, trust, classes, List.of("-Dferrypost.config=" + byGraph), true));
                oursBySmtp.add(run(sandbox, trust, classes, List.of("-Dferrypost.config=" + bySmtp), true));
            }
            assertThat(sandbox.deliveredCount()).isEqualTo(6 * (WARM_UP + RUNS));
            report(measured(angus), measured(oursByGraph), measured(oursBySmtp));
            for (List<Run> ours : List.of(oursByGraph, oursBySmtp)) {
                assertThat(least(ours, Run::end)).isLessThan(least(angus, Run::end) + FAR_FROM_300);
            }
        }
    }

    private static List<Run> measured(List<Run> runs) {
        return runs.subList(WARM_UP, runs.size());
    }

    private Path settings(Sandbox sandbox, TlsFront login, TlsFront graph, String road) throws IOException {
        Properties settings = new Properties();
        settings.putAll(sandbox.settings());
        settings.remove("ferrypost.endpoint.trust");
        settings.put("ferrypost.endpoint.login", login.address());
        settings.put("ferrypost.endpoint.graph", graph.address());
        settings.put("ferrypost.hosts", "127.0.0.1");
        settings.put("ferrypost.roads", road);
        Path file = folder.resolve(road + ".properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private static Run run(Sandbox sandbox, Path trust, Path classes, List<String> more, boolean withJar)
            throws Exception {
        List<Path> path = new ArrayList<>(STACK.paths());
        if (withJar) {
            path.add(STACK.drop());
        }
        path.add(classes);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(more);
        command.addAll(List.of(
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD,
                "-cp",
                Programs.classPath(path),
                "TlsSend",
                sandbox.smtp().substring(sandbox.smtp().lastIndexOf(':') + 1),
                Sandbox.MAILBOX,
                withJar ? "an old password" : sandbox.smtpToken(sandbox.app(), Duration.ofHours(1))));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder output = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.startsWith("sent ")) {
                long said = System.nanoTime();
                assertThat(process.waitFor()).isZero();
                long end = (System.nanoTime() - said) / 1_000_000;
                String[] words = line.split(" ", -1);
                return new Run(Long.parseLong(words[1]), Long.parseLong(words[2]), end);
            }
        }
        throw new IOException(output.toString());
    }

    private static void report(List<Run> angus, List<Run> byGraph, List<Run> bySmtp) throws IOException {
        String text =
                "| | Angus alone, STARTTLS and XOAUTH2 | with the jar, Graph | with the jar, SMTP |\n|---|---|---|---|\n"
                        + row("the first mail of a cold JVM", angus, byGraph, bySmtp, Run::first)
                        + row("the second mail", angus, byGraph, bySmtp, Run::second)
                        + row("from the end of `main` to the end of the JVM", angus, byGraph, bySmtp, Run::end);
        System.out.println(text + "angus " + angus + "\ngraph " + byGraph + "\nsmtp " + bySmtp);
        if (Boolean.getBoolean("docs.write") && RUNS > 5) {
            String page = Files.readString(PAGE);
            int from = page.indexOf("| | Angus alone, STARTTLS and XOAUTH2");
            int to = page.indexOf("\n\n", from) + 1;
            Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
        }
    }

    private static String row(
            String name, List<Run> angus, List<Run> byGraph, List<Run> bySmtp, ToLongFunction<Run> what) {
        return String.format(
                Locale.ROOT,
                "| %s | %d ms | %d ms | %d ms |%n",
                name,
                median(angus, what),
                median(byGraph, what),
                median(bySmtp, what));
    }

    private static long median(List<Run> runs, ToLongFunction<Run> what) {
        long[] sorted = runs.stream().mapToLong(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long least(List<Run> runs, ToLongFunction<Run> what) {
        return runs.stream().mapToLong(what).min().orElseThrow();
    }
}
