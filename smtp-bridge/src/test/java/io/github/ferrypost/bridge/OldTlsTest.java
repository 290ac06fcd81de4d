package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of TLS 1.0 at a bridge with a listener for old devices, which is a process of its own since Java's TLS asks once. */
class OldTlsTest {
    private static final String DIALOG = """
            EHLO scanner
            MAIL FROM:<%s>
            RCPT TO:<you@example.org>
            DATA
            Subject: Scan

            A scan
            .
            QUIT
            """.formatted(Sandbox.MAILBOX);

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
    void aTls10ClientSendsAtTheListenerThatAllowsItAndAtNoOther() throws Exception {
        settings("""
                ferrypost.bridge.starttls=on
                ferrypost.bridge.listener.a-modern.address=127.0.0.1:0
                ferrypost.bridge.listener.a-modern.tls=implicit
                ferrypost.bridge.listener.a-modern.login=none
                ferrypost.bridge.listener.b-old.address=127.0.0.1:0
                ferrypost.bridge.listener.b-old.login=none
                ferrypost.bridge.listener.b-old.old-tls=true
                ferrypost.bridge.listener.c-old.address=127.0.0.1:0
                ferrypost.bridge.listener.c-old.tls=implicit
                ferrypost.bridge.listener.c-old.login=none
                ferrypost.bridge.listener.c-old.old-tls=true
                """);
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            int[] ports = ports(bridge, 4);
            assertThat(bridge.err())
                    .contains(
                            "The listener b-old accepts TLS 1.0 and 1.1", "The listener c-old accepts TLS 1.0 and 1.1")
                    .doesNotContain("The listener a-modern accepts");
            for (String version : List.of("-tls1", "-tls1_1")) {
                assertThat(send(ports[0], version, true))
                        .as("default, %s", version)
                        .contains("alert protocol version");
                assertThat(send(ports[1], version, false))
                        .as("modern, %s", version)
                        .contains("alert protocol version");
                assertThat(send(ports[2], version, true)).as("old, %s", version).contains("250 2.");
                assertThat(send(ports[3], version, false))
                        .as("old at once, %s", version)
                        .contains("250 2.");
            }
            assertThat(send(ports[0], "-tls1_2", true)).contains("250 2.");
            assertThat(send(ports[1], "-tls1_3", false)).contains("250 2.");
            assertThat(send(ports[2], "-tls1_3", true)).contains("250 2.");
            assertThat(sandbox.awaitDelivered(7, Duration.ofSeconds(30))).hasSize(7);
        }
    }

    @Test
    void withoutSuchAListenerTheProcessKnowsNoOldTls() throws Exception {
        settings("ferrypost.bridge.starttls=on\n");
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            assertThat(send(ports(bridge, 1)[0], "-tls1", true)).contains("alert protocol version");
            assertThat(bridge.err()).doesNotContain("TLS 1.0");
        }
    }

    /** What the process connects to itself: Entra, Graph, Exchange. */
    @Test
    void theProcessConnectsByNoOldTlsToAnyServer() throws Exception {
        try (Program probe = Program.ofClass(folder, OldTlsProbe.class, List.of(), folder.toString())) {
            assertThat(probe.exit())
                    .as("it said %s %s", probe.out(), probe.err())
                    .isZero();
            assertThat(probe.out())
                    .contains("a client that asks for TLSv1: connected by TLSv1")
                    .contains("HttpClient: refused")
                    .contains("HttpsURLConnection: refused")
                    .contains("SSLSocketFactory: refused");
        }
    }

    private static int[] ports(Program bridge, int count) {
        int[] ports = new int[count];
        String before = "";
        for (int i = 0; i < count; i++) {
            ports[i] = Integer.parseInt(bridge.awaitOut(before + "listens on 127.0.0.1:(\\d+)"));
            before += "listens on 127.0.0.1:\\d+[\\s\\S]*?";
        }
        return ports;
    }

    private String send(int port, String version, boolean startTls) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("dialog.txt"), DIALOG);
        Path out = folder.resolve("openssl.txt");
        String line = "openssl s_client -quiet -crlf " + version + " -cipher ALL:@SECLEVEL=0 -connect 127.0.0.1:" + port
                + (startTls ? " -starttls smtp" : "");
        Process process = new ProcessBuilder("sh", "-c", line)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
        return Files.readString(out);
    }

    private void settings(String own) throws IOException {
        StringBuilder text = new StringBuilder("ferrypost.bridge.listen=127.0.0.1:0\n" + own);
        sandbox.settings()
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        Files.writeString(folder.resolve("ferrypost.properties"), text);
    }
}
