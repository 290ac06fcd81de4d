package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.monitor.MailLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are not written in Java, at a listener with implicit TLS (port 465) and a login of its own. */
class ImplicitTlsClientsTest {
    private static final String FROM = "noreply@contoso.example";
    private static final String TO = "you@example.org";
    private static final String MESSAGE =
            "From: noreply@contoso.example\nTo: you@example.org\nSubject: Hello\n\n.a dot\nHello\n";

    @TempDir
    private Path folder;

    private final RecordingRoads roads = new RecordingRoads();
    private Bridge bridge;
    private String plainPort;
    private String port;

    @BeforeEach
    void open() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", FROM,
                "ferrypost.bridge.accept", "direct",
                "ferrypost.bridge.listen", "127.0.0.1:0",
                "ferrypost.bridge.logins", "scanner:LEGACYPASSWORD",
                "ferrypost.bridge.listener.submission.address", "127.0.0.1:0",
                "ferrypost.bridge.listener.submission.tls", "implicit",
                "ferrypost.bridge.listener.submission.logins", "scanner"));
        Settings all = Settings.of(settings);
        bridge = Bridge.open(BridgeConfig.from(all), Accounts.from(all), roads, new MailLog(), DeliveryListener.NONE);
        plainPort = String.valueOf(bridge.addresses().get(0).getPort());
        port = String.valueOf(bridge.addresses().get(1).getPort());
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void curl() throws Exception {
        assertThat(curl("smtps://127.0.0.1:" + port, "scanner:LEGACYPASSWORD")).isZero();
        arrived();
    }

    @Test
    void curlWithAWrongPassword() throws Exception {
        assertThat(curl("smtps://127.0.0.1:" + port, "scanner:wrong"))
                .as("CURLE_LOGIN_DENIED")
                .isEqualTo(67);
        assertThat(roads.carried()).isEmpty();
    }

    /** The scanner's login changes nothing here, though curl sends a password that is no login of the bridge. */
    @Test
    void theProgramsOnThisMachineKeepTheirOldPassword() throws Exception {
        assertThat(curl("smtp://127.0.0.1:" + plainPort, "erp:an old password")).isZero();
        arrived();
    }

    @Test
    void swaks() throws Exception {
        assertThat(run(
                        "swaks",
                        "--server",
                        "127.0.0.1:" + port,
                        "--tls-on-connect",
                        "--from",
                        FROM,
                        "--to",
                        TO,
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "scanner",
                        "--auth-password",
                        "LEGACYPASSWORD",
                        "--data",
                        MESSAGE.replace("\n", "\\n")))
                .isZero();
        arrived();
    }

    @Test
    void swaksWithoutALogin() throws Exception {
        assertThat(run("swaks", "--server", "127.0.0.1:" + port, "--tls-on-connect", "--from", FROM, "--to", TO))
                .as("MAIL is refused")
                .isEqualTo(23);
        assertThat(output()).contains("530 5.7.0 Authentication required");
    }

    /** Base64 of NUL scanner NUL LEGACYPASSWORD. */
    @Test
    void opensslWithADialogByHand() throws Exception {
        Path dialog = Files.writeString(folder.resolve("dialog.txt"), """
                EHLO client.example
                AUTH PLAIN AHNjYW5uZXIATEVHQUNZUEFTU1dPUkQ=
                MAIL FROM:<noreply@contoso.example>
                RCPT TO:<you@example.org>
                DATA
                Subject: Hello

                ..a dot
                .
                QUIT
                """);
        Process process =
                start(List.of("openssl", "s_client", "-quiet", "-crlf", "-connect", "127.0.0.1:" + port), dialog);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output())
                .contains("220 ", "250-AUTH PLAIN LOGIN", "235 2.7.0", "354 ", "221 2.0.0")
                .doesNotContain("STARTTLS");
        await().atMost(Duration.ofSeconds(20)).until(() -> roads.carried().size() == 1);
        arrived();
    }

    private void arrived() {
        assertThat(roads.carried()).singleElement().satisfies(carried -> {
            assertThat(carried.envelope().sender()).isEqualTo(FROM);
            assertThat(carried.envelope().recipients()).containsExactly(TO);
            assertThat(carried.message()).contains("\r\n\r\n.a dot\r\n");
        });
    }

    /** curl trusts any certificate here, also where there is none to trust. */
    private int curl(String server, String login) throws Exception {
        Path mail = Files.writeString(folder.resolve("mail.txt"), MESSAGE);
        return run(
                "curl",
                "-sS",
                "--crlf",
                "--insecure",
                "--user",
                login,
                server,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "-T",
                mail.toString());
    }

    private int run(String... command) throws Exception {
        Process process = start(List.of(command), null);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", command[0])
                .isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private Process start(List<String> command, Path input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs " + command.get(0) + ". On Debian: apt-get install curl swaks openssl", e);
        }
    }
}
