package io.github.ferrypost.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read again, since a message may be tried more than once and by more than one road. */
public interface ByteSource {
    /** A new stream from the first byte on; the caller closes it. Streams are independent of each other. */
    InputStream open() throws IOException;

    /** How many bytes {@link #open()} gives. */
    long size();

    /** The array itself, not a copy: it must not be changed afterwards. */
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

    /** The content of a file, which must stay as it is while this is in use. */
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
