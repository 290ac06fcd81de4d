package io.github.ferrypost.bridge.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.cli.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One bridge that is ended and started again: the same settings, port, spool and log, with the Java options of the service
 * in {@code docs/operate.md}. Thread-safe, as far as one thread alone ends and starts it.
 */
final class Lives implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DOCUMENTED = Pattern.compile("ExecStart=\\S*java (.*?) -jar ");

    private final Path folder;
    private final int port;
    private volatile Process process;
    private volatile boolean ending;
    private final AtomicInteger number = new AtomicInteger();

    /** @param folder of settings, spool, temporary files and log; made by this */
    Lives(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.createDirectories(temporary());
        Map<String, String> all = new TreeMap<>(settings);
        all.put("ferrypost.bridge.listen", "127.0.0.1:" + port);
        all.put("ferrypost.bridge.spool", spool().toString());
        all.put("ferrypost.bridge.web", "off");
        Properties properties = new Properties();
        properties.putAll(all);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    /** Waits until it greets. */
    void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temporary(),
                "-Dlogback.configurationFile=" + Main.class.getResource("/logback.xml"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "run"));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast(() -> !process.isAlive())
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.getInputStream().read() == '2';
                    }
                });
        number.incrementAndGet();
        ending = false;
    }

    /** {@code soak.java}, or those of the service in the documentation. */
    private static List<String> options() throws IOException {
        String own = System.getProperty("soak.java", "");
        if (!own.isEmpty()) {
            return List.of(own.split(" ", -1));
        }
        Matcher matcher = DOCUMENTED.matcher(Files.readString(Path.of("docs", "operate.md")));
        assertThat(matcher.find()).as("the service in docs/operate.md").isTrue();
        return List.of(matcher.group(1).split(" ", -1));
    }

    /** By SIGTERM, or by SIGKILL; waits until it has ended. */
    void end(boolean gently) throws InterruptedException {
        assertThat(process.isAlive()).as("it runs until it is ended").isTrue();
        ending = true;
        if (gently) {
            process.destroy();
        } else {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Which life this is, from 1; 0 while it is being ended and started again. */
    int current() {
        return ending ? 0 : number.get();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    Path spool() {
        return folder.resolve("spool");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    /** What all lives have printed. */
    Path log() {
        return folder.resolve("log.txt");
    }

    /** The end of the log. */
    String tail() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return lines.stream()
                .skip(Math.max(0, lines.size() - 20))
                .map(line -> line.substring(0, Math.min(300, line.length())))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
