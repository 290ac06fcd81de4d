package io.github.ferrypost.bridge;

import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.cli.RunningBridge;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.bridge.monitor.Metrics;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.web.SettingsStore;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/** A bridge with its page in this process, over a sandbox, wired as {@code run} does it, but for the signals. */
final class PageRun implements AutoCloseable {
    final Sandbox sandbox;
    final Path file;
    final Bridge bridge;
    final EssentialThreads threads = new EssentialThreads((thread, cause) -> {});
    final Metrics metrics;
    private final RunningBridge running;
    private final StringWriter out = new StringWriter();
    private boolean stopped;

    private PageRun(Sandbox sandbox, Path file) throws Exception {
        this.sandbox = sandbox;
        this.file = file;
        SettingsStore store = new FileAlone(file);
        running = RunningBridge.open(
                CheckedSettings.of(store.read(Map.of())),
                RoadFactory::open,
                files -> {
                    files.add(file);
                    return store.read(Map.of());
                },
                alerts -> threads);
        bridge = running.bridge();
        metrics = running.metrics();
        running.startPage(store, Optional.of(new PrintWriter(out)));
    }

    /** @param change of the settings, before they are written */
    static PageRun open(Path folder, Consumer<Map<String, String>> change) throws Exception {
        return open(Sandbox.start(), folder, change);
    }

    /** @param sandbox closed with it */
    static PageRun open(Sandbox sandbox, Path folder, Consumer<Map<String, String>> change) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.web", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        change.accept(settings);
        return new PageRun(sandbox, write(folder, settings));
    }

    static Path write(Path folder, Map<String, String> settings) throws IOException {
        Path file = folder.resolve("ferrypost.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "of a test");
        }
        return file;
    }

    /** The link that was printed at the start, with its key. */
    URI link() {
        String said = await().atMost(Duration.ofSeconds(20)).until(out::toString, text -> text.contains("?key="));
        return URI.create(said.replaceAll("(?s).*?(http://\\S+\\?key=\\S+).*", "$1"));
    }

    int port() {
        return link().getPort();
    }

    InetSocketAddress smtp() {
        return bridge.addresses().get(0);
    }

    /** The reply to a mail of the sandbox's mailbox. */
    String send(String from, String... to) throws IOException {
        return send(smtp(), from, to);
    }

    static String send(InetSocketAddress bridge, String from, String... to) throws IOException {
        try (SmtpSession client = new SmtpSession(bridge)) {
            String begun = client.begin(from, "", List.of(to));
            if (!begun.startsWith("354")) {
                return begun;
            }
            client.data()
                    .write(("From: <" + from + ">\r\nTo: <" + to[0] + ">\r\nSubject: Test\r\n\r\nHello\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return client.end();
        }
    }

    /** As if the process had died, for a browser that has the page open. */
    void stopBridge() {
        running.close();
        stopped = true;
    }

    @Override
    public void close() {
        if (!stopped) {
            running.close();
        }
        sandbox.close();
    }

    /** Without the system properties and environment of the tests' own process. */
    private record FileAlone(Path place) implements SettingsStore {
        @Override
        public Settings read(Map<String, String> instead) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(place)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> all = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
            all.putAll(instead);
            return Settings.of(all);
        }

        @Override
        public Optional<String> above(Settings settings, String key) {
            return Optional.empty();
        }
    }
}
