package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, each in a process of its own. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void runCarriesMailUntilItIsToldToEnd() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox.settings());
            try (Program program = start("run", "--set", "ferrypost.bridge.listen=127.0.0.1:0")) {
                int port = Integer.parseInt(program.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                try (Script script = Script.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    script.run("""
                            s <- 220 localhost ESMTP Ferrypost
                            c -> EHLO x
                            s <~ 250
                            c -> AUTH PLAIN AGFwcABMRUdBQ1lQQVNTV09SRA==
                            s <- 235
                            c -> MAIL FROM:<noreply@contoso.example>
                            s <- 250
                            c -> RCPT TO:<a@example.org>
                            s <- 250
                            c -> DATA
                            s <- 354
                            c -> Subject: very private
                            c ->
                            c -> .
                            s <- 250 2.0.0
                            """);
                    program.stop();
                    script.run("s <- 421 4.3.2\ns <- |");
                }
                // 128 and SIGTERM, as a service manager expects it
                assertThat(program.exit()).isEqualTo(143);
                assertThat(program.err())
                        .contains("mail entry=- from=<noreply@contoso.example> recipients=1 size=25 client=127.0.0.1"
                                + " account=noreply@contoso.example road=graph trace=")
                        .contains("reply=250 2.0.0")
                        .contains("Stopped")
                        .doesNotContain("private", "SANDBOXSECRET", "LEGACYPASSWORD", "subethamail");
                assertThat(program.out()).as("a log is no output").isEmpty();
            }
            assertThat(sandbox.deliveredCount()).isEqualTo(1);
        }
    }

    @Test
    void badSettingsAreToldOneALineWithStatus2() throws Exception {
        settings(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "not-a-guid",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.bridge.lisen", "127.0.0.1:0",
                "ferrypost.bridge.idle", "soon"));
        for (String command : new String[] {"run", "config"}) {
            try (Program program = start(command)) {
                assertThat(program.exit()).isEqualTo(2);
                assertThat(program.err().lines())
                        .hasSize(3)
                        .anyMatch(line -> line.contains("ferrypost.bridge.listen?"))
                        .anyMatch(line -> line.startsWith("ferrypost.bridge.idle is \"soon\""))
                        .anyMatch(line -> line.contains("ferrypost.client"));
                assertThat(program.out() + program.err()).doesNotContain("SANDBOXSECRET");
            }
        }
    }

    @Test
    void anOpenRelayDoesNotStart() throws Exception {
        settings(account());
        try (Program program = start("run", "--set", "ferrypost.bridge.listen=0.0.0.0:0")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err().lines()).singleElement().asString().contains("ferrypost.bridge.logins is not set");
        }
    }

    @Test
    void withoutSettingsItSaysWhatIsNeeded() throws Exception {
        try (Program program = start("run")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err().lines()).singleElement().asString().contains("ferrypost.mailbox");
        }
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        settings(account());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = start("run", "-s", "ferrypost.bridge.listen=127.0.0.1:" + taken.getLocalPort())) {
            assertThat(program.exit()).isEqualTo(1);
            assertThat(program.err().lines())
                    .filteredOn(line -> line.startsWith("Ferrypost"))
                    .singleElement()
                    .asString()
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void configShowsWhatHoldsAndFromWhere() throws Exception {
        settings(account());
        try (Program program = Program.fromClasses(
                folder, Map.of("FERRYPOST_BRIDGE_IDLE", "7s", "FERRYPOST_SECRET", "y~SANDBOXSECRET"), "config")) {
            assertThat(program.exit()).isZero();
            assertThat(program.out())
                    .contains("ferrypost.bridge.idle = 7s   # environment FERRYPOST_BRIDGE_IDLE")
                    .contains("ferrypost.secret = (hidden)   # environment FERRYPOST_SECRET")
                    .contains("ferrypost.mailbox = noreply@contoso.example   # ")
                    .contains("ferrypost.bridge.max-size = 150M   # default")
                    .doesNotContain("SANDBOXSECRET");
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void loginKnowsTheSettingsAndRefusesAnAccountThatNeedsNone() throws Exception {
        settings(account());
        try (Program program = start("login", "--lang", "de", "-s", "ferrypost.mailbox=other@contoso.example")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err()).startsWith("Kein Benutzer muss sich anmelden: (unnamed): client secret.");
        }
        try (Program program = start("login", "--help")) {
            assertThat(program.exit()).isZero();
            assertThat(program.out()).startsWith("Usage: ferrypost login");
        }
    }

    /** Another mode's mail may lie in it, and nobody can tell; this one stores nothing. */
    @Test
    void directStartsBesideASpoolThatCannotBeRead() throws Exception {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        Files.writeString(spool.resolve("spool.db"), "no database ".repeat(1000));
        Map<String, String> settings = new HashMap<>(account());
        settings.put("ferrypost.bridge.accept", "direct");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.web", "off");
        settings.put("ferrypost.bridge.spool", spool.toString());
        settings(settings);
        try (Program program = start("run")) {
            program.awaitOut("(ALERT: cannot read whether messages from another mode are queued in .*;)");
            program.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "config", "page", "setup", "doctor", "login", "queue"})
    void H2_everyCommandHasHelpUnderItsWholeName(String command) throws Exception {
        try (Program program = start(command, "--help")) {
            assertThat(program.exit()).isZero();
            assertThat(program.out()).startsWith("Usage: ferrypost " + command);
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void unknownCommandsHaveStatus2() throws Exception {
        try (Program program = start("runn")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err()).contains("run");
        }
    }

    private Program start(String... arguments) throws IOException {
        return Program.fromClasses(folder, Map.of(), arguments);
    }

    private static Map<String, String> account() {
        return Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", "noreply@contoso.example");
    }

    private void settings(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }
}
