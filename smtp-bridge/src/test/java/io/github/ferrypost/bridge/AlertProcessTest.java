package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.alert.Hook;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bridge as a process: an account fails and recovers, and a person is notified in three ways. */
@Timeout(240)
class AlertProcessTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String ADMIN = "admin@example.org";
    private static final String OTHER = "reports@contoso.example";

    @TempDir
    private Path folder;

    private void settings(Sandbox sandbox, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "graph");
        settings.put("ferrypost.account.reports.mailbox", OTHER);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        settings.putAll(more);
        sandbox.directory().addMailbox(OTHER);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    private Map<String, String> targets(Hook hook) throws IOException {
        Path script = folder.resolve("alert.sh");
        Files.writeString(script, "echo $FERRYPOST_ALERT_EVENT $FERRYPOST_ALERT_KIND >> " + said() + "\n");
        return Map.of(
                "ferrypost.alert.mail",
                ADMIN,
                "ferrypost.alert.webhook",
                hook.uri().toString(),
                "ferrypost.alert.command",
                "/bin/sh " + script);
    }

    private Path said() {
        return folder.resolve("said");
    }

    private Program run(String... arguments) throws IOException {
        return Program.fromClasses(folder, Map.of(), arguments);
    }

    private static InetSocketAddress address(Program bridge) {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void send(Program bridge, int count) throws IOException {
        try (Script script = Script.connect(address(bridge))) {
            script.run("s <- 220\nc -> EHLO x\ns <~ 250");
            for (int i = 0; i < count; i++) {
                script.run(
                        "c -> MAIL FROM:<" + Sandbox.MAILBOX + ">\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                                + "c -> DATA\ns <- 354\nc -> From: " + Sandbox.MAILBOX
                                + "\nc -> To: a@example.org\nc -> Subject: x\nc ->\nc -> .\ns <- 250 2.0.0");
            }
        }
    }

    private static List<Delivered> alerts(Sandbox sandbox) {
        return sandbox.delivered().stream()
                .filter(mail -> mail.recipients().contains(ADMIN))
                .toList();
    }

    private static String text(Delivered mail) {
        String raw = mail.text();
        return new String(
                Base64.getMimeDecoder().decode(raw.substring(raw.indexOf("\r\n\r\n"))), StandardCharsets.UTF_8);
    }

    private List<String> commands() throws IOException {
        return Files.exists(said()) ? Files.readAllLines(said()) : List.of();
    }

    private void retryAll() throws Exception {
        try (Program retry = run("queue", "retry", "--all")) {
            assertThat(retry.exit()).isZero();
        }
    }

    /** A hundred failures, a kill, a restart with further failures, and the repair: one start and one end. */
    @Test
    void anAccountThatFailsIsReportedByAnotherOnceAndItsEndOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Hook hook = new Hook()) {
            settings(sandbox, targets(hook));
            String output;
            try (Program bridge = run("run")) {
                send(bridge, 1);
                sandbox.awaitDelivered(1, SOON);
                sandbox.faults()
                        .always(
                                Target.GRAPH_ANY,
                                Fault.status(403).code("ErrorAccessDenied").forMailbox(Sandbox.MAILBOX));
                send(bridge, 100);
                await().atMost(SOON)
                        .until(() -> hook.posts().size() == 1
                                && alerts(sandbox).size() == 1
                                && commands().size() == 1);
                bridge.kill();
                output = bridge.out() + bridge.err();
            }
            assertThat(alerts(sandbox).get(0).mailbox())
                    .as("the account that works")
                    .isEqualTo(OTHER);
            assertThat(text(alerts(sandbox).get(0)))
                    .contains("Account default cannot send", "Konto default kann nicht senden", "ErrorAccessDenied");
            assertThat(commands()).containsExactly("start account-failing");

            try (Program bridge = run("run")) {
                send(bridge, 4);
                bridge.awaitOut("(ALERT: circuit breaker opened for account)");
                sandbox.faults().clear();
                retryAll();
                await().atMost(SOON)
                        .until(() -> hook.posts().size() >= 2
                                && alerts(sandbox).size() >= 2
                                && commands().size() >= 2);
                // an attempt that was running during the repair has failed since, and waits
                await().atMost(SOON).pollInterval(Duration.ofSeconds(3)).until(() -> {
                    boolean all = sandbox.deliveredCount() == 105 + 2;
                    if (!all) {
                        retryAll();
                    }
                    return all;
                });
                bridge.stop();
                bridge.exit();
                output += bridge.out() + bridge.err();
            }
            assertThat(commands()).containsExactly("start account-failing", "end account-failing");
            assertThat(hook.posts()).hasSize(2);
            assertThat(hook.posts().get(1).body()).contains("\"event\":\"end\"", "Account default sends again");
            assertThat(alerts(sandbox)).hasSize(2);
            for (Hook.Post post : hook.posts()) {
                output += post;
            }
            for (Delivered mail : alerts(sandbox)) {
                output += mail.text() + text(mail);
            }
            output += Files.readString(folder.resolve("spool").resolve("alerts.json"));
            assertThat(output.replace("/services/HOOKSECRET, headers", ""))
                    .doesNotContain(sandbox.secret(), "SANDBOXSECRET", "HOOKSECRET", "Bearer");
        }
    }

    @Test
    void aTestSaysWhatHappenedAtEachTarget() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Hook hook = new Hook()) {
            settings(sandbox, targets(hook));
            hook.answers(404);
            try (Program test = run("alert", "test")) {
                assertThat(test.exit()).as("the webhook failed").isEqualTo(1);
                assertThat(test.out())
                        .contains(
                                "mail: sent, account default sent it by graph",
                                "webhook: FAILED, 127.0.0.1 answered 404",
                                "command: sent, /bin/sh ended with status 0");
                assertThat(test.out() + test.err()).doesNotContain("HOOKSECRET");
            }
            assertThat(commands()).containsExactly("test");
            try (Program test = run("alert", "test")) {
                assertThat(test.exit()).isZero();
            }
            assertThat(text(alerts(sandbox).get(1))).contains("Test of the alerts", "Test der Benachrichtigungen");
        }
    }

    @Test
    void aTestWithoutTargetsSaysWhatToSet() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, Map.of());
            try (Program test = run("alert", "test")) {
                assertThat(test.exit()).isEqualTo(2);
                assertThat(test.err()).contains("Set ferrypost.alert.mail");
            }
        }
    }

    @Test
    void settingsThatCannotWorkAreNamedWithoutTheSecretAddress() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(
                    sandbox,
                    Map.of(
                            "ferrypost.alert.mail", "admin",
                            "ferrypost.alert.webhook", "http://hooks.example.com/services/HOOKSECRET",
                            "ferrypost.alert.webhook-format", "discord",
                            "ferrypost.alert.command", "\"open",
                            "ferrypost.alert.mial", "x@example.org"));
            try (Program config = run("config")) {
                assertThat(config.exit()).isEqualTo(2);
                assertThat(config.err())
                        .contains(
                                "ferrypost.alert.mail is \"admin\"",
                                "ferrypost.alert.webhook is plain http",
                                "json or teams or slack or ntfy",
                                "double quote that is not closed",
                                "Did you mean ferrypost.alert.mail?");
                assertThat(config.out() + config.err()).doesNotContain("HOOKSECRET");
            }
        }
    }
}
