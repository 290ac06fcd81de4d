package io.github.ferrypost.bridge.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Another project's mail server, running on loopback until it is closed. */
interface MailServer extends AutoCloseable {
    /** Where it takes mail by SMTP. */
    int port();

    /** All it has logged. */
    String log();

    @Override
    void close() throws IOException;

    /** Lets all users of the machine into a temporary folder, since a mail server's processes are users of their own. */
    static void open(Path folder) throws IOException {
        Path end = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path each = folder; !each.equals(end); each = each.getParent()) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
