package io.github.ferrypost.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that belong to their owner alone: POSIX 0600, or an ACL of one entry on Windows. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /** Puts it in the old one's place in one step; after a power cut the one or the other is there, whole. */
    static void replace(Path file, byte[] content) throws IOException {
        Path real = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path made = real.resolveSibling(
                real.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(made);
        try {
            create(made, content);
            Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
        syncFolder(real);
    }

    /** @throws java.nio.file.FileAlreadyExistsException if it is there already */
    static void create(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes(file))) {
            restrict(file);
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            if (channel instanceof FileChannel) {
                ((FileChannel) channel).force(true);
            }
        }
    }

    /** Whether others than its owner may read or change it, as far as can be told. */
    static boolean isOpenToOthers(Path file) throws IOException {
        return isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static FileAttribute<?>[] attributes(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    /** On Windows the folder's rights come with a new file, and are taken away before anything is written. */
    private static void restrict(Path file) throws IOException {
        AclFileAttributeView acl = isPosix(file) ? null : Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }

    /** So that the new name survives too; Windows opens no folders, and needs no such step. */
    private static void syncFolder(Path file) throws IOException {
        if (isPosix(file)) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
