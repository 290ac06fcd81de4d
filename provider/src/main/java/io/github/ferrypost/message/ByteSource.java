package io.github.ferrypost.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that can be read more than once, because a message may be attempted several times and by several roads.
 * {@link #open()} is safe for many threads; each stream is for one thread.
 */
public interface ByteSource {
    /** Opens a new stream at the first byte; the caller closes it. Streams are independent of each other. */
    InputStream open() throws IOException;

    /** The number of bytes {@link #open()} returns. */
    long size();

    /** Wraps the array without copying; the caller must not change it afterwards. */
    static ByteSource of(byte[] array) {
        return new ByteSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(array);
            }

            @Override
            public long size() {
                return array.length;
            }
        };
    }

    /** The content of a file, which must not change while this is in use. */
    static ByteSource of(Path file) throws IOException {
        long size = Files.size(file);
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long size() {
                return size;
            }
        };
    }
}
