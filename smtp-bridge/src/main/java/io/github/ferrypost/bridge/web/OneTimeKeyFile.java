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
 * How a person who may read the bridge's own folder gets a key to its page: one process leaves the key's digest there, the
 * running bridge takes it. The digest is of no use to whoever reads it, and the folder is its owner's, so nobody else can put
 * one in. Safe for use by many processes.
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
     * Leaves a new key, in place of one that was not used.
     *
     * @return the key, which opens the page once within {@link OneTimeKeys#LIFE}
     */
    public String leave() throws IOException {
        String key = Secrets.next();
        write(
                KEY,
                Secrets.digest(key) + " "
                        + clock.instant().plus(OneTimeKeys.LIFE).toEpochMilli());
        return key;
    }

    /** Where the page of the running bridge is, as {@code 127.0.0.1:8525}; nothing where none was opened. */
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

    /** Whether this key was left and has not ended; it is gone then. */
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

    /** A key from the bridge's own user or root; whoever else may write into the folder gets nothing by that. */
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

    /** Readable for the bridge's user too where root has written it; what stands in it is no secret. */
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
