package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Dovecot as the judge of XOAUTH2 for a mail server, and nothing else of it. Needs root. */
final class DovecotAuth implements AutoCloseable {
    private final Process process;
    private final Path socket;

    /** @param folder its own, readable by all users of the machine */
    DovecotAuth(Path folder, String introspection) throws IOException, InterruptedException {
        new Shell(folder).needs("dovecot", "dovecot-core");
        socket = folder.resolve("auth");
        Files.writeString(folder.resolve("oauth2.conf"), """
                introspection_mode = auth
                introspection_url = %s
                username_attribute = username
                active_attribute = active
                active_value = true
                """.formatted(introspection));
        Path config = Files.writeString(folder.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols =
                ssl = no
                auth_mechanisms = xoauth2 oauthbearer
                auth_failure_delay = 0
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %1$s/oauth2.conf
                }
                service auth {
                  unix_listener %1$s/auth {
                    mode = 0666
                  }
                }
                """.formatted(folder));
        process = new ProcessBuilder("dovecot", "-c", config.toString(), "-F")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dovecot.out").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(socket));
    }

    /** Where a mail server asks it. */
    Path socket() {
        return socket;
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).as("Dovecot ends").succeedsWithin(Duration.ofSeconds(20));
    }
}
