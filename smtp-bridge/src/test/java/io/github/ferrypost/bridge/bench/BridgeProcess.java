package io.github.ferrypost.bridge.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bridge's jar as users run it, with a log line for each mail, in a process of its own. */
final class BridgeProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;
    private final int port;

    /**
     * Waits until it listens, on any port.
     *
     * @param options of its Java
     * @param folder of its settings, log and spool; made by this
     */
    BridgeProcess(String options, Path folder, Map<String, String> settings, Map<String, String> own)
            throws IOException {
        this(options, folder, settings, own, 0);
    }

    /** @param known where it will listen, for who does not want to wait; 0 for any, and to be waited for */
    BridgeProcess(String options, Path folder, Map<String, String> settings, Map<String, String> own, int known)
            throws IOException {
        Files.createDirectories(folder);
        Map<String, String> all = new TreeMap<>(settings);
        all.put("ferrypost.bridge.listen", "127.0.0.1:0");
        all.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        all.put("ferrypost.bridge.pace", "off");
        all.put("ferrypost.bridge.max-connections", "1000");
        all.putAll(own);
        Path file = folder.resolve("ferrypost.properties");
        write(all, file);
        log = folder.resolve("log.txt");
        process = Java.with(options, "-jar", jar().toString(), "run", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        port = known != 0
                ? known
                : Integer.parseInt(await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(this::listens, found -> found != null));
    }

    /** Tries to connect until it is greeted. */
    void awaitGreeting() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .ignoreException(ConnectException.class)
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.getInputStream().read() == '2';
                    }
                });
    }

    static Path jar() {
        return Path.of("target", "ferrypost.jar").toAbsolutePath();
    }

    static void write(Map<String, String> settings, Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private String listens() throws IOException {
        String said = Files.readString(log);
        if (!process.isAlive()) {
            throw new IOException("the bridge has ended: " + said);
        }
        Matcher matcher = LISTENS.matcher(said);
        return matcher.find() ? matcher.group(1) : null;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Usage usage() {
        return new Usage(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
