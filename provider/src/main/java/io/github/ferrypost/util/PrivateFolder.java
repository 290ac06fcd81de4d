package io.github.ferrypost.util;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/** Folders that only their owner can open, from creation on and under any umask: POSIX 0700. Stateless. */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** Whether users other than the owner can add or remove files in a folder. */
    public enum Access {
        /** They cannot. */
        OWNER_ONLY,
        /** They could until this call. */
        CLOSED_NOW,
        /** They can, and this process may not change that. */
        OPEN
    }

    private PrivateFolder() {}

    /**
     * Creates the folder and missing parents, and syncs each one's parent, so that they survive a power failure.
     * Windows cannot open folders for syncing and does not need it; there a new folder inherits the permissions of
     * its parent.
     */
    public static void make(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.isDirectory(each); each = each.getParent()) {
            missing.push(each);
        }
        boolean posix = PrivateFile.isPosix(folder);
        for (Path each : missing) {
            FileAttribute<?>[] attributes = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                    : new FileAttribute<?>[0];
            // if two processes create it at the same time, both continue
            Files.createDirectories(each, attributes);
            if (posix) {
                try (FileChannel parent = FileChannel.open(each.getParent(), StandardOpenOption.READ)) {
                    parent.force(true);
                }
            }
        }
    }

    /** Removes write permission from everyone but the owner; read permission stays. */
    public static Access close(Path folder) throws IOException {
        if (!PrivateFile.isPosix(folder)) {
            return Access.OWNER_ONLY;
        }
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        rights.addAll(Files.getPosixFilePermissions(folder));
        if (!rights.removeAll(WRITE_OF_OTHERS)) {
            return Access.OWNER_ONLY;
        }
        try {
            Files.setPosixFilePermissions(folder, rights);
            return Access.CLOSED_NOW;
        } catch (FileSystemException e) {
            return Access.OPEN;
        }
    }
}
