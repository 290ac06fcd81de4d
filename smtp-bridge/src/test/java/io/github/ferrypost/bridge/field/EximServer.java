package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * An Exim of its own that hands all mail to a smarthost and tries again every second. Needs root, and the variable {@code
 * EXIM} where the program is not on the path, as in {@code .ci/field}.
 */
final class EximServer implements MailServer {
    private final Path folder;
    private final Process process;
    private final int port;

    /**
     * Waits until it greets.
     *
     * @param folder its own
     * @param protocol {@code smtp}, or {@code smtps} for implicit TLS
     */
    EximServer(Path folder, int smarthost, String protocol) throws IOException, InterruptedException {
        this.folder = folder;
        port = Ports.free();
        Shell shell = new Shell(folder);
        String exim = System.getenv().getOrDefault("EXIM", "exim4");
        shell.needs(exim, "exim4-daemon-light, or run .ci/field, which keeps it beside Postfix");
        shell.run("mkdir spool log && chown Debian-exim spool log");
        MailServer.open(folder);
        Path config = Files.writeString(folder.resolve("exim.conf"), """
                exim_path = %1$s
                exim_user = Debian-exim
                spool_directory = %2$s/spool
                log_file_path = %2$s/log/%%slog
                primary_hostname = exim.example
                local_interfaces = 127.0.0.1
                daemon_smtp_ports = %3$d
                tls_advertise_hosts =
                acl_smtp_rcpt = accept
                acl_smtp_data = accept
                host_lookup =
                rfc1413_query_timeout = 0s
                keep_environment =
                deliver_drop_privilege = true
                begin routers
                smarthost:
                  driver = manualroute
                  transport = bridge
                  route_list = * 127.0.0.1::%4$d
                  self = send
                begin transports
                bridge:
                  driver = smtp
                  protocol = %5$s
                  tls_verify_certificates =
                begin retry
                * * F,1h,1s
                """.formatted(
                        shell.run("command -v " + exim).strip(), folder, port, smarthost, protocol));
        process = new ProcessBuilder(exim, "-C", config.toString(), "-bdf", "-q1s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("exim.out").toFile())
                .start();
        Ports.awaitGreeting(port, this::log);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        try (var files = Files.list(folder.resolve("log"))) {
            return files.map(EximServer::read).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).as("Exim ends").succeedsWithin(Duration.ofSeconds(20));
    }
}
