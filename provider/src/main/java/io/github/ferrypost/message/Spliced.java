package io.github.ferrypost.message;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Another beginning before the rest of a message, which is read from where it is. Immutable. */
final class Spliced implements Bytes {
    private final byte[] beginning;
    private final Bytes original;
    private final long offset;

    Spliced(byte[] beginning, Bytes original, long offset) {
        this.beginning = beginning;
        this.original = original;
        this.offset = offset;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream rest = original.open();
        try {
            // skipNBytes is of Java 12
            for (long left = offset; left > 0; ) {
                long skipped = rest.skip(left);
                if (skipped <= 0 && rest.read() < 0) {
                    throw new EOFException("the message has become shorter");
                }
                left -= Math.max(skipped, 1);
            }
            return new SequenceInputStream(new ByteArrayInputStream(beginning), rest);
        } catch (IOException | RuntimeException e) {
            rest.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return beginning.length + original.size() - offset;
    }
}
