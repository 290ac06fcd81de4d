package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first attempt of a scanner to its first mail, by the commands. */
class LearnModeTest {
    private static final String SCAN = "c -> EHLO mfp-2\ns <~ 250\nc -> MAIL FROM:<" + Sandbox.MAILBOX + ">\n";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whatAScannerTriesBecomesADeviceThatSends() throws Exception {
        settings("");
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            try (Script scanner = connect(bridge)) {
                scanner.run("s <- 220\n" + SCAN + "s <- 450 4.7.1 This listener learns\nc -> QUIT\ns <- 221");
            }
            bridge.stop();
            bridge.exit();
        }
        String lines;
        try (Program devices = Program.fromClasses(folder, Map.of(), "devices")) {
            assertThat(devices.exit()).isZero();
            assertThat(devices.out())
                    .contains("127.0.0.1 at office", "EHLO mfp-2", "login -", "sender " + Sandbox.MAILBOX, "TLS none");
            lines = devices.out()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("ferrypost."))
                    .collect(Collectors.joining("\n"));
        }
        assertThat(lines).contains("ferrypost.bridge.device.mfp-2.address=127.0.0.1");
        settings(lines + "\n");
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run");
                Script scanner = connect(bridge)) {
            scanner.run("s <- 220\n" + SCAN + """
                    s <- 250
                    c -> RCPT TO:<you@example.org>
                    s <- 250
                    c -> DATA
                    s <- 354
                    c -> Subject: Scan
                    c ->
                    c -> A scan
                    c -> .
                    s <- 250
                    """);
            assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(30))).hasSize(1);
            assertThat(bridge.awaitOut("(mail .*device=mfp-2 listener=office.*reply=250)"))
                    .contains("client=127.0.0.1");
        }
    }

    private static Script connect(Program bridge) throws IOException {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127.0.0.1:\\d+[\\s\\S]*?listens on 127.0.0.1:(\\d+)"));
        return Script.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void settings(String more) throws IOException {
        StringBuilder text = new StringBuilder("""
                ferrypost.bridge.listen=127.0.0.1:0
                ferrypost.bridge.listener.office.address=127.0.0.1:0
                ferrypost.bridge.listener.office.tls=none
                ferrypost.bridge.listener.office.login=none
                ferrypost.bridge.listener.office.learn=true
                """ + more);
        sandbox.settings()
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        Files.writeString(folder.resolve("ferrypost.properties"), text);
    }
}
