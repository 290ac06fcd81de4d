package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.account.SettingsReader;
import io.github.ferrypost.bridge.Bridge;
import io.github.ferrypost.bridge.config.BridgeKeys;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ferrypost demo}: runs a sandbox of Microsoft 365 on loopback and the bridge in one process, and delivers four
 * messages: through the library and the bridge, by Graph and by SMTP. It then keeps running, so you can send your own.
 */
@Command(
        name = "demo",
        description = "Sends messages to a simulated Microsoft 365 on this machine; needs no tenant and no settings.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);

    private static final String BY_GRAPH = Sandbox.MAILBOX;
    private static final String BY_SMTP = "reports@contoso.example";
    private static final String TO = "you@example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<Optional<String>, Roads> roads;

    @Option(
            names = {"-p", "--port"},
            defaultValue = "2525",
            description = "The bridge's port, ${DEFAULT-VALUE} by default; 0 picks a free one.")
    private int port;

    @Option(names = "--exit", description = "Exits after the four messages.")
    private boolean exit;

    @Spec
    private CommandSpec spec;

    DemoCommand(Function<Optional<String>, Roads> roads) {
        this.roads = roads;
    }

    @Override
    public Integer call() throws SettingsException, IOException, MessagingException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("ferrypost-demo");
        Path file = folder.resolve("ferrypost.properties");
        // most users end the demo with Ctrl-C
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "ferrypost-demo-clean-up"));
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.directory().addMailbox(BY_SMTP);
            write(file, settings(sandbox, folder));
            // where the library and the bridge look for settings in any program
            System.setProperty("ferrypost.config", file.toString());
            CheckedSettings checked =
                    CheckedSettings.of(SettingsReader.standard(BridgeKeys.ALL).read(Map.of()));
            try (Roads open = roads.apply(checked.settings().get("ferrypost.proxy"));
                    Bridge bridge = Bridge.open(
                            checked.config(), checked.accounts(), open, new MailLog(), DeliveryListener.NONE)) {
                show(sandbox, bridge.addresses().get(0), out);
                if (!exit) {
                    invite(sandbox, bridge.addresses().get(0), out);
                    new CountDownLatch(1).await();
                }
            }
            return 0;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete the demo's folder {}", folder, e);
        }
    }

    private Map<String, String> settings(Sandbox sandbox, Path folder) {
        Map<String, String> settings = sandbox.settings();
        settings.put("ferrypost.account.reports.mailbox", BY_SMTP);
        settings.put("ferrypost.account.reports.roads", "smtp");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:" + port);
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        return settings;
    }

    /** Needs no permissions of its own: the temporary folder is readable by its owner only. */
    private static void write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "the demo's settings");
        }
    }

    private static void show(Sandbox sandbox, InetSocketAddress bridge, PrintWriter out)
            throws IOException, MessagingException, InterruptedException {
        out.println("A simulated Microsoft 365 and the bridge run in this process. Four messages:");
        for (String from : List.of(BY_GRAPH, BY_SMTP)) {
            OldProgram.send(from, TO, "Sent by Transport.send");
            arrival(sandbox, "old Java code, Transport.send", out);
            SmtpClient.send(bridge, from, TO, "Sent to the bridge");
            arrival(sandbox, "SMTP client, bridge on port " + bridge.getPort(), out);
        }
    }

    private static void arrival(Sandbox sandbox, String how, PrintWriter out) throws InterruptedException {
        Delivered delivered = sandbox.awaitDelivered(1, PATIENCE).get(0);
        out.println("  " + how + ": " + line(delivered));
        out.flush();
        sandbox.clearDelivered();
    }

    /** A delivered message in one line. */
    private static String line(Delivered delivered) {
        String road = delivered.road().equals(Delivered.SMTP) ? "SMTP XOAUTH2" : "Microsoft Graph";
        return "arrived for " + String.join(", ", delivered.recipients()) + " from " + delivered.mailbox() + " by "
                + road + " (" + delivered.size() + " bytes, trace " + delivered.requestId() + ")";
    }

    private static void invite(Sandbox sandbox, InetSocketAddress bridge, PrintWriter out) {
        sandbox.onDelivery(delivered -> {
            out.println(line(delivered));
            out.flush();
        });
        int port = bridge.getPort();
        out.println("""

                Now send one yourself; a message from %2$s goes by Graph, one from %3$s by SMTP:

                  printf 'Subject: Hello\\n\\nHello\\n' | curl --crlf smtp://127.0.0.1:%1$d --mail-from %2$s --mail-rcpt %4$s -T -
                  swaks --server 127.0.0.1:%1$d --from %3$s --to %4$s

                It appears below. Press Control-C to end the demo.
                """.formatted(port, BY_GRAPH, BY_SMTP, TO));
        out.flush();
    }
}
