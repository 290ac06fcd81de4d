package io.github.ferrypost.graph;

import io.github.ferrypost.message.ByteSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Records whether reading the bytes failed: the decoders throw their own exception for undecodable content, and its
 * class differs between mail libraries. For one thread.
 */
final class WatchedSource implements ByteSource {
    private final ByteSource source;
    private boolean failed;

    WatchedSource(ByteSource source) {
        this.source = source;
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new Watched(source.open());
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public long size() {
        return source.size();
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            try {
                return super.read(array, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
