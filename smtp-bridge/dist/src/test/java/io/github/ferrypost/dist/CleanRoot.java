package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A minimal Debian with a Java, as a folder that commands are run in with chroot. Needs root. */
final class CleanRoot implements AutoCloseable {
    /** What apt would install for the package, and an init. */
    private static final String PACKAGES =
            "openjdk-17-jre-headless,adduser,init-system-helpers,ca-certificates,systemd,systemd-sysv";

    private final Path folder;

    private CleanRoot(Path folder) {
        this.folder = folder;
    }

    /** The archive is made once and kept in target. */
    static Path archive() throws IOException {
        Path archive = Shell.module().resolve("target/debian-root.tar");
        if (!Files.exists(archive)) {
            Path made = archive.resolveSibling("debian-root.new.tar");
            Files.deleteIfExists(made);
            Shell.run(
                            Shell.program("/usr/bin/mmdebstrap:mmdebstrap"),
                            "--variant=minbase",
                            "--include=" + PACKAGES,
                            // as small as it may be; the clock of a test machine may be wrong
                            "--aptopt=Acquire::Check-Valid-Until \"false\"",
                            "--dpkgopt=path-exclude=/usr/share/doc/*",
                            "--dpkgopt=path-exclude=/usr/share/locale/*",
                            "--dpkgopt=path-include=/usr/share/doc/ferrypost/*",
                            "bookworm",
                            made.toString(),
                            "/etc/apt/sources.list.d/debian.sources")
                    .succeeds();
            Files.move(made, archive);
        }
        return archive;
    }

    static CleanRoot unpack(Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Shell.run("tar", "-xf", archive().toString(), "-C", root.toString(), "--exclude=./dev/*")
                .succeeds();
        CleanRoot clean = new CleanRoot(root);
        for (String[] device : new String[][] {{"null", "3"}, {"zero", "5"}, {"random", "8"}, {"urandom", "9"}}) {
            Shell.run("mknod", "-m", "666", root.resolve("dev/" + device[0]).toString(), "c", "1", device[1])
                    .succeeds();
        }
        return clean;
    }

    Path path(String inside) {
        return folder.resolve(inside.substring(1));
    }

    /** In a mount namespace of its own, so that /proc goes away with the command, which keeps the process's number. */
    List<String> command(String... inside) {
        List<String> command = new ArrayList<>(List.of(
                "unshare", "--mount", "sh", "-c", "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\""));
        command.add(folder.toString());
        command.addAll(List.of(inside));
        return command;
    }

    Shell.Result run(String... inside) {
        return Shell.run(command(inside).toArray(String[]::new));
    }

    /** Boots it with systemd in namespaces of its own, on this machine's network, until it switches itself off. */
    Shell.Result boot() {
        return Shell.run(
                Shell.program("/usr/bin/systemd-nspawn:systemd-container"),
                "--quiet",
                "--register=no",
                "--keep-unit",
                "--directory=" + folder,
                "--boot");
    }

    @Override
    public void close() {
        assertThat(folder.getFileName()).hasToString("root");
        Shell.run("rm", "-rf", "--one-file-system", folder.toString());
    }
}
