package io.github.ferrypost.bridge.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Postfix of its own, with its own folders, beside any other on the machine. Needs root, as its master does. */
final class PostfixServer implements MailServer {
    private final Shell shell;
    private final Path folder;
    private final int port;

    /**
     * Waits until it greets.
     *
     * @param folder its own; made readable by all users of the machine, since Postfix's processes are users of their own
     * @param settings of {@code main.cf}, beside those that keep it to itself
     */
    PostfixServer(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = Ports.free();
        MailServer.open(folder);
        shell = new Shell(folder);
        shell.needs("postfix", "postfix");
        StringBuilder main = new StringBuilder("""
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/postfix.log
                maillog_file_prefixes = %1$s
                myhostname = postfix.example
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                local_recipient_maps =
                smtp_host_lookup = native
                smtpd_peername_lookup = no
                """.formatted(folder));
        settings.forEach(
                (name, value) -> main.append(name).append(" = ").append(value).append('\n'));
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("main.cf"), main);
        Files.writeString(config.resolve("master.cf"), "127.0.0.1:" + port + """
                 inet n - n - - smtpd
                postlog unix-dgram n - n - 1 postlogd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                tlsmgr unix - - n 1000? 1 tlsmgr
                """);
        shell.run("mkdir queue data && chown postfix data && postfix -c " + config + " start");
        Ports.awaitGreeting(port, this::log);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        try {
            Path file = folder.resolve("postfix.log");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            shell.run("postfix -c $PWD/config stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postfix stops", e);
        }
    }
}
