package io.github.ferrypost.util;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files that only their owner can access, from creation on and under any umask: POSIX 0600, or an ACL with one entry
 * on Windows. Stateless.
 */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /** Replaces the file atomically; after a power failure either the old or the new content is there, complete. */
    public static void replace(Path file, byte[] content) throws IOException {
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

    /** @throws java.nio.file.FileAlreadyExistsException if it already exists */
    public static void create(Path file, byte[] content) throws IOException {
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

    /**
     * Replaces a file that a person created, and keeps its owner, group, mode and ACL. If this process may not give the
     * new file to the old owner, it overwrites the old file in place, and keeps a copy of the new content beside it
     * until that is done. A missing file is created as by {@link #replace}.
     *
     * @throws AccessDeniedException if the file is read-only
     */
    public static void rewrite(Path file, byte[] content) throws IOException {
        if (!Files.exists(file)) {
            replace(file, content);
            return;
        }
        Path real = file.toRealPath();
        demandWritable(real);
        Path made = real.resolveSibling(
                real.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(made);
        try {
            create(made, content);
            if (takesAfter(made, real)) {
                Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                overwrite(real, content);
            }
        } finally {
            Files.deleteIfExists(made);
        }
        syncFolder(real);
    }

    /** A rename would succeed, but a read-only file is meant not to change. */
    private static void demandWritable(Path file) throws IOException {
        boolean locked = !Files.isWritable(file)
                || (isPosix(file) && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE));
        if (locked) {
            throw new AccessDeniedException(file.toString(), null, "it is not writable");
        }
    }

    /** Copies owner, group and mode of the old file to the new one; false if this process may not. */
    private static boolean takesAfter(Path made, Path old) throws IOException {
        try {
            if (isPosix(old)) {
                PosixFileAttributes wanted = Files.readAttributes(old, PosixFileAttributes.class);
                PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
                PosixFileAttributes has = view.readAttributes();
                if (!has.group().equals(wanted.group())) {
                    view.setGroup(wanted.group());
                }
                if (!has.owner().equals(wanted.owner())) {
                    view.setOwner(wanted.owner());
                }
                view.setPermissions(wanted.permissions());
            } else {
                AclFileAttributeView before = Files.getFileAttributeView(old, AclFileAttributeView.class);
                AclFileAttributeView after = Files.getFileAttributeView(made, AclFileAttributeView.class);
                if (before != null && after != null) {
                    after.setOwner(before.getOwner());
                    after.setAcl(before.getAcl());
                }
            }
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    private static void overwrite(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /**
     * Whether users other than its owner and the members of its group can read it, or any other user can change it.
     * Group read access is allowed, because a service reads settings owned by root that way.
     */
    public static boolean isExposed(Path file) throws IOException {
        return isPosix(file)
                && Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> right == PosixFilePermission.OTHERS_READ
                                || right == PosixFilePermission.OTHERS_WRITE
                                || right == PosixFilePermission.GROUP_WRITE);
    }

    /** Whether anyone but its owner can read or change it, as far as can be determined. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Attributes for a file about to be created. */
    public static FileAttribute<?>[] attributes(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    /** On Windows a new file inherits the folder's permissions; they are removed before anything is written. */
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

    /** Makes the new name durable; Windows cannot open folders and does not need this. */
    static void syncFolder(Path file) throws IOException {
        if (isPosix(file)) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
