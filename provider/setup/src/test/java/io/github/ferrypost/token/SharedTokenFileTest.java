package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.login.Desk;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one token file, with two sign-ins in it, before an Entra that takes each refresh token once. */
class SharedTokenFileTest {
    private static final int ROUNDS = 10;
    private static final int PROCESSES = 2;

    @TempDir
    Path folder;

    /** jmix#5538: a rotated refresh token is ignored. */
    @Test
    void noRotatedTokenIsLostAndNoMail() throws Exception {
        try (Desk desk = new Desk(folder, Duration.ofHours(1));
                OnceOnly entra = new OnceOnly(desk.sandbox.login())) {
            desk.sandbox.directory().addMailbox("second@contoso.example");
            desk.settings.put("ferrypost.endpoint.login", entra.address());
            desk.settings.put("ferrypost.account.second.mailbox", "second@contoso.example");
            for (String account : List.of("", "second")) {
                String user = account.isEmpty() ? desk.owner().name() : account + "@contoso.example";
                desk.approving(desk.sandbox.directory().user(user).orElseThrow());
                assertThat(desk.login("--account", account)).startsWith("0\n");
            }
            List<Process> processes = new ArrayList<>();
            for (int number = 0; number < PROCESSES; number++) {
                processes.add(start(desk, number));
            }
            for (Process process : processes) {
                assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
            }
            for (int number = 0; number < PROCESSES; number++) {
                assertThat(processes.get(number).exitValue())
                        .as("%s", Files.readString(folder.resolve("out" + number)))
                        .isZero();
            }
            assertThat(desk.sandbox.deliveredCount()).isEqualTo(PROCESSES * ROUNDS * 2);
            assertThat(entra.count()).isGreaterThanOrEqualTo(PROCESSES * ROUNDS * 2);
            assertThat(entra.reused).hasValue(0);
            Tokens after = new Tokens(new Clients(HttpOptions.standard()));
            for (var account : Accounts.from(Settings.of(desk.settings)).all()) {
                assertThat(after.get(account, TokenResource.GRAPH).isRefused()).isFalse();
            }
        }
    }

    private Process start(Desk desk, int number) throws IOException {
        Path settings = folder.resolve("ferrypost.properties");
        Properties properties = new Properties();
        properties.putAll(desk.settings);
        try (Writer writer = Files.newBufferedWriter(settings)) {
            properties.store(writer, null);
        }
        Path log = Files.writeString(
                folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dferrypost.config=" + settings,
                "-Dlogback.configurationFile=" + log,
                "-cp",
                path,
                SenderProgram.class.getName(),
                String.valueOf(ROUNDS));
        builder.environment().keySet().removeIf(name -> name.startsWith("FERRYPOST_"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out" + number).toFile())
                .start();
    }
}
