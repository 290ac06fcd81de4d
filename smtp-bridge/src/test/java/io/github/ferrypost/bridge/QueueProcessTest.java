package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.cli.SmtpClient;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator at work: the bridge runs in one process, the commands in others, all on one spool. */
@Timeout(180)
class QueueProcessTest {
    private static final Pattern ENTRY = Pattern.compile("Queued as ([0-9a-z]+)");

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void settings() throws Exception {
        sandbox = Sandbox.start();
        Properties properties = new Properties();
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "graph");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        sandbox.close();
    }

    /** Of a command that is expected to go well. */
    private String queue(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "queue";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (Program program = Program.fromClasses(folder, Map.of(), all)) {
            assertThat(program.exit())
                    .as("%s: %s", List.of(arguments), program.err())
                    .isZero();
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    private static InetSocketAddress address(Program bridge) {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String send(InetSocketAddress bridge, String to) throws IOException {
        String reply = SmtpClient.send(bridge, Sandbox.MAILBOX, to, "for " + to);
        Matcher id = ENTRY.matcher(reply);
        assertThat(id.find()).as("queued: %s", reply).isTrue();
        return id.group(1);
    }

    @Test
    void anOperatorSeesHoldsReleasesAndRemovesWhatWaitsAndItsLifeIsInTheLog() throws Exception {
        sandbox.faults()
                .always(Target.GRAPH_SEND, Fault.status(503).code("serviceNotAvailable"))
                .always(Target.GRAPH_DRAFT, Fault.status(503).code("serviceNotAvailable"));
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            InetSocketAddress address = address(bridge);
            String kept = send(address, "kept@example.org");
            String removed = send(address, "removed@example.org");

            assertThat(queue("list"))
                    .contains(kept + "  queued  ", "<kept@example.org>", removed + "  queued  ", "serviceNotAvailable")
                    .contains("In the queue: 2 queued");
            assertThat(queue("show", kept)).contains("Reply", "serviceNotAvailable", "Retry at");
            queue("hold", kept, "--reason", "wait for Monday");
            queue("export", removed);
            assertThat(folder.resolve(removed + ".eml")).content().contains("Subject: for removed@example.org");
            assertThat(queue("remove", removed)).contains("is removed: queued", "<removed@example.org>");
            sandbox.faults().clear();
            assertThat(queue("list"))
                    .contains(kept + "  held  ", "wait for Monday")
                    .doesNotContain(removed);
            assertThat(sandbox.deliveredCount()).isZero();

            queue("retry", kept);
            assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(30)).get(0).recipients())
                    .containsExactly("kept@example.org");
            String from = " from=<" + Sandbox.MAILBOX + "> ";
            bridge.awaitOut("(delivered) entry=" + kept + from + "to=<kept@example.org> account=" + Sandbox.MAILBOX
                    + " try=\\d+ age=\\d+s road=graph trace=\\S+ reply=250 2\\.0\\.0 ");
            assertThat(bridge.err())
                    .containsPattern("mail entry=" + kept + from + ".* reply=250 2\\.0\\.0 Queued as " + kept)
                    .containsPattern("deferred entry=" + kept + from + "to=<kept@example.org> account=\\S+ try=2 age=0s"
                            + " next=\\d{4}-\\d\\d-\\d\\dT\\S+Z road=\\S+ trace=\\S+ .*reply=4\\d\\d ");
            assertThat(queue("list")).isEqualTo("The queue is empty.\n");
        }
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void whatIsChangedWhileNoBridgeRunsHoldsForTheNext() throws Exception {
        sandbox.faults().always(Target.TOKEN, Fault.status(503));
        String held;
        String waiting;
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            InetSocketAddress address = address(bridge);
            held = send(address, "held@example.org");
            waiting = send(address, "waiting@example.org");
            bridge.stop();
            assertThat(bridge.exit()).isEqualTo(143);
        }
        queue("hold", held);
        assertThat(queue("retry", "--all")).isEqualTo("Entry " + waiting + " is due now.\n");
        sandbox.faults().clear();
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            bridge.awaitOut("(delivered) entry=" + waiting);
            assertThat(queue("list", "--json")).contains("\"id\":\"" + held + "\",\"state\":\"held\"");
        }
        assertThat(sandbox.delivered())
                .singleElement()
                .satisfies(delivered -> assertThat(delivered.recipients()).containsExactly("waiting@example.org"));
    }
}
