package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.monitor.MailLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are not written in Java, as they are; one that is not installed fails its test and says so. */
class ClientsTest {
    private static final String FROM = "noreply@contoso.example";
    private static final String TO = "you@example.org";
    private static final String MESSAGE =
            "From: noreply@contoso.example\nTo: you@example.org\nSubject: Hello\n\n.a dot\nGr\u00fc\u00dfe\n";

    @TempDir
    private Path folder;

    private final RecordingRoads roads = new RecordingRoads();
    private Bridge bridge;
    private String port;

    @BeforeEach
    void open() throws Exception {
        open("auto");
    }

    /** On loopback STARTTLS has to be asked for. */
    private void openWithStartTls() throws Exception {
        bridge.close();
        open("on");
    }

    private void open(String startTls) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", FROM,
                "ferrypost.bridge.listen", "127.0.0.1:0",
                "ferrypost.bridge.received", "false"));
        settings.put("ferrypost.bridge.accept", "direct");
        settings.put("ferrypost.bridge.starttls", startTls);
        Settings all = Settings.of(settings);
        bridge = Bridge.open(BridgeConfig.from(all), Accounts.from(all), roads, new MailLog(), DeliveryListener.NONE);
        port = String.valueOf(bridge.addresses().get(0).getPort());
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void curl() throws Exception {
        Path mail = message();
        runs(
                "curl",
                "-sS",
                "--crlf",
                "smtp://127.0.0.1:" + port,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "-T",
                mail.toString());
        arrived();
    }

    /** As in the README: without --crlf curl sends the file's lines as they are, with LF alone. */
    @Test
    void curlWithAFileOfBareLineFeeds() throws Exception {
        Path mail = message();
        runs(
                "curl",
                "-sS",
                "smtp://127.0.0.1:" + port,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "--upload-file",
                mail.toString());
        arrived();
    }

    @Test
    void curlWithTlsAndALogin() throws Exception {
        openWithStartTls();
        Path mail = message();
        runs(
                "curl",
                "-sS",
                "--crlf",
                "--ssl-reqd",
                "--insecure",
                "--user",
                "app:LEGACYPASSWORD",
                "smtp://127.0.0.1:" + port,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "-T",
                mail.toString());
        arrived();
    }

    @Test
    void pythonSmtplib() throws Exception {
        openWithStartTls();
        Path script = Files.writeString(folder.resolve("send.py"), """
                import smtplib, ssl, sys
                from email.message import EmailMessage
                m = EmailMessage()
                m["From"], m["To"], m["Subject"] = "noreply@contoso.example", "you@example.org", "Hello"
                m.set_content(".a dot\\nGr\\u00fc\\u00dfe\\n", cte="8bit")
                with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as s:
                    context = ssl.create_default_context()
                    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                    s.starttls(context=context)
                    s.login("app", "LEGACYPASSWORD")
                    assert s.send_message(m) == {}
                    assert s.noop()[0] == 250
                """);
        runs("python3", script.toString(), port);
        arrived();
    }

    @Test
    void swaks() throws Exception {
        runs(
                "swaks",
                "--server",
                "127.0.0.1:" + port,
                "--from",
                FROM,
                "--to",
                TO,
                "--auth",
                "LOGIN",
                "--auth-user",
                "app",
                "--auth-password",
                "LEGACYPASSWORD",
                "--hide-all",
                "--data",
                MESSAGE.replace("\n", "\\n"));
        arrived();
    }

    @Test
    void swaksWithAPipeline() throws Exception {
        runs(
                "swaks",
                "--server",
                "127.0.0.1:" + port,
                "--pipeline",
                "--from",
                FROM,
                "--to",
                TO,
                "--hide-all",
                "--data",
                MESSAGE.replace("\n", "\\n"));
        arrived();
    }

    @Test
    void msmtp() throws Exception {
        Path mail = message();
        Process process = start(
                List.of("msmtp", "--host=127.0.0.1", "--port=" + port, "--from=" + FROM, "--tls=off", "--auth=off", TO),
                mail);
        finished(process, "msmtp");
        arrived();
    }

    private Path message() throws IOException {
        return Files.writeString(folder.resolve("mail.txt"), MESSAGE);
    }

    private void arrived() {
        assertThat(roads.carried()).singleElement().satisfies(carried -> {
            assertThat(carried.envelope().sender()).isEqualTo(FROM);
            assertThat(carried.envelope().recipients()).containsExactly(TO);
            assertThat(carried.message()).contains("\r\n\r\n.a dot\r\n").contains("Gr\u00c3\u00bc\u00c3\u009fe\r\n");
        });
    }

    private void runs(String... command) throws Exception {
        finished(start(List.of(command), null), command[0]);
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
                    "This test needs " + command.get(0) + ". On Debian: apt-get install curl python3 swaks msmtp", e);
        }
    }

    private void finished(Process process, String program) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", program).isTrue();
        assertThat(process.exitValue())
                .as("%s said: %s", program, Files.readString(folder.resolve("output.txt")))
                .isZero();
    }
}
