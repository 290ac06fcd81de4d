package io.github.ferrypost.dist;

import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Installing the package in a clean Debian, and settings for a sandbox. */
final class Installation {
    static final String SETTINGS = "/etc/ferrypost/ferrypost.properties";

    private Installation() {}

    static Shell.Result install(CleanRoot root, Path deb) throws IOException {
        Files.copy(deb, root.path("/tmp/install.deb"), StandardCopyOption.REPLACE_EXISTING);
        return root.run("dpkg", "-i", "/tmp/install.deb");
    }

    static void configure(CleanRoot root, Sandbox sandbox, int port) throws IOException {
        StringBuilder more = new StringBuilder();
        for (Map.Entry<String, String> each : sandbox.settings().entrySet()) {
            String value = each.getValue();
            if (each.getKey().equals("ferrypost.endpoint.trust")) {
                Files.copy(Path.of(value), root.path("/etc/ferrypost/trust.pem"));
                value = "trust.pem";
            } else if (each.getKey().equals("ferrypost.secret")) {
                Files.writeString(root.path("/etc/ferrypost/secret"), value);
                root.run("chmod", "640", "/etc/ferrypost/secret").succeeds();
                root.run("chgrp", "ferrypost", "/etc/ferrypost/secret").succeeds();
                value = "${file:secret}";
            }
            more.append(each.getKey()).append('=').append(value).append('\n');
        }
        more.append("ferrypost.bridge.listen=127.0.0.1:").append(port).append('\n');
        more.append("ferrypost.bridge.web=off\n");
        Path file = root.path(SETTINGS);
        Files.writeString(file, Files.readString(file) + more);
    }

    /** Low, so that the capability of the unit is needed. */
    static int freePortBelow1024() throws IOException {
        for (int port = 1023; port > 600; port--) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // in use: the next one
            }
        }
        throw new IOException("no free port");
    }

    static String version(Path deb) {
        return Shell.run("dpkg-deb", "-f", deb.toString(), "Version")
                .succeeds()
                .output()
                .strip();
    }

    /** The same package under another version, as a later build has it. */
    static Path rebuilt(Path folder, Path deb, String version) throws IOException {
        Path unpacked = folder.resolve("rebuilt");
        Shell.run("dpkg-deb", "-R", deb.toString(), unpacked.toString()).succeeds();
        Path control = unpacked.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceAll("(?m)^Version: .*$", "Version: " + version));
        Path made = folder.resolve("rebuilt.deb");
        Shell.run("dpkg-deb", "--root-owner-group", "-Znone", "-b", unpacked.toString(), made.toString())
                .succeeds();
        return made;
    }
}
