package io.github.ferrypost.bridge.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a one-time key to a person who may read the bridge's own folder: one process leaves the key's digest there, and
 * the running bridge consumes it. The digest does not help anyone who reads it, and only the folder's owner can put one
 * there. Safe for use by many processes.
 */
public final class OneTimeKeyFile {
    private static final String KEY = "page.key";
    private static final String ADDRESS = "page.address";

    private static final Integer ROOT = 0;

    private final Path folder;
    private final Clock clock;

    /** @param folder of the spool */
    public OneTimeKeyFile(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Leaves a new key; replaces an unused one.
     *
     * @return the key, which opens the page once within {@link OneTimeKeys#LIFE}
     * @throws IOException if the folder cannot be written
     */
    public String leave() throws IOException {
        String key = Secrets.next();
        write(
                KEY,
                Secrets.digest(key) + " "
                        + clock.instant().plus(OneTimeKeys.LIFE).toEpochMilli());
        return key;
    }

    /** The address of the running bridge's page, such as {@code 127.0.0.1:8525}; empty if none is open. */
    public Optional<String> address() throws IOException {
        return read(ADDRESS);
    }

    void open(String address) throws IOException {
        write(ADDRESS, address);
    }

    void close() throws IOException {
        Files.deleteIfExists(folder.resolve(ADDRESS));
        Files.deleteIfExists(folder.resolve(KEY));
    }

    /** Whether this key was left and has not expired; consumes it. */
    boolean take(String digest) throws IOException {
        if (!isOfOwner()) {
            return false;
        }
        String[] left = read(KEY).orElse("").split(" ", -1);
        if (left.length != 2 || !Secrets.same(left[0], digest)) {
            return false;
        }
        boolean first = Files.deleteIfExists(folder.resolve(KEY));
        return first
                && left[1].matches("\\d{1,18}")
                && clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(left[1])));
    }

    /** Accepts only a key written by the bridge's own user or root, even if others may write to the folder. */
    private boolean isOfOwner() throws IOException {
        Path key = folder.resolve(KEY);
        if (!Files.isRegularFile(key, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!key.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true;
        }
        Object owner = Files.getAttribute(key, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner.equals(ROOT) || owner.equals(ownUser());
    }

    private Object ownUser() throws IOException {
        Path own = Files.createTempFile(folder, KEY, ".new");
        try {
            return Files.getAttribute(own, "unix:uid");
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private Optional<String> read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file).trim()) : Optional.empty();
    }

    /** Lets the bridge's user read a file that root wrote; it contains no secret. */
    private void write(String name, String text) throws IOException {
        Path fresh = Files.createTempFile(folder, name, ".new");
        try {
            Files.writeString(fresh, text + "\n");
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
