package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scanners, UPSes, controllers and old programs, octet by octet, against the default bridge: their mail arrives. */
class DeviceDialogsTest {
    @TempDir
    private static Path spool;

    private static Sandbox sandbox;
    private static BridgeRun bridge;

    @BeforeAll
    static void open() throws Exception {
        sandbox = Sandbox.start();
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", spool.toString());
        bridge = BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty()));
    }

    @AfterAll
    static void close() {
        bridge.close();
        sandbox.close();
    }

    @BeforeEach
    void forget() {
        sandbox.clearDelivered();
    }

    static List<DeviceDialog> dialogs() {
        return DeviceDialog.ALL;
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void itsMailArrives(DeviceDialog dialog) throws Exception {
        try (Socket socket = connect();
                BufferedReader in = reader(socket)) {
            assertThat(reply(in)).startsWith("220");
            for (String step : dialog.steps()) {
                say(socket, step);
                assertThat(reply(in)).as("reply to %s", step).matches("(2|3).*");
            }
            say(socket, dialog.message());
            assertThat(reply(in)).startsWith("250 2.0.0 Accepted");
        }
        arrived();
    }

    @Test
    void aClientThatSaysAllAtOnceBeforeTheGreeting() throws Exception {
        try (Socket socket = connect();
                BufferedReader in = reader(socket)) {
            say(
                    socket,
                    "HELO a\r\nMAIL FROM:<noreply@contoso.example>\r\nRCPT TO:<a@example.org>\r\nDATA\r\n"
                            + DeviceDialog.PLAIN + "QUIT\r\n");
            assertThat(List.of(reply(in), reply(in), reply(in), reply(in), reply(in), reply(in)))
                    .extracting(reply -> reply.substring(0, 3))
                    .containsExactly("220", "250", "250", "250", "354", "250");
        }
        arrived();
    }

    @Test
    void aClientThatHangsUpWithoutReadingTheLastReply() throws Exception {
        try (Socket socket = connect();
                BufferedReader in = reader(socket)) {
            reply(in);
            for (String command :
                    List.of("HELO a", "MAIL FROM:<noreply@contoso.example>", "RCPT TO:<a@example.org>", "DATA")) {
                say(socket, command + "\r\n");
                reply(in);
            }
            say(socket, DeviceDialog.PLAIN);
        }
        arrived();
    }

    private static void arrived() throws InterruptedException {
        assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(20)))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
                    assertThat(mail.recipients()).containsExactly("a@example.org");
                    String received = mail.text()
                            .substring(
                                    mail.text().indexOf("Received: "),
                                    mail.text().indexOf(" by "));
                    assertThat(received).as("E2: the trace in ASCII").isASCII();
                });
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(bridge.address().getAddress(), bridge.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The last line of the next reply. */
    private static String reply(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
        throw new IOException("closed without a reply");
    }
}
