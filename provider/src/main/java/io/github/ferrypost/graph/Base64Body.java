package io.github.ferrypost.graph;

import io.github.ferrypost.http.Request;
import io.github.ferrypost.message.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Bytes as one line of base64, encoded while reading; the length is known in advance. Immutable. */
final class Base64Body implements Request.Body {
    private final ByteSource bytes;

    Base64Body(ByteSource bytes) {
        this.bytes = bytes;
    }

    @Override
    public InputStream open() throws IOException {
        return new Encoding(bytes.open());
    }

    @Override
    public long length() {
        return (bytes.size() + 2) / 3 * 4;
    }

    private static final class Encoding extends InputStream {
        /** A multiple of three, so that padding occurs only at the end. */
        private static final int CHUNK = 3 * 8192;

        private final InputStream in;
        private byte[] encoded = {};
        private int at;

        Encoding(InputStream in) {
            this.in = in;
        }

        private boolean ended() throws IOException {
            if (at == encoded.length) {
                encoded = Base64.getEncoder().encode(in.readNBytes(CHUNK));
                at = 0;
            }
            return encoded.length == 0;
        }

        @Override
        public int read() throws IOException {
            return ended() ? -1 : encoded[at++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (ended()) {
                return -1;
            }
            int n = Math.min(length, encoded.length - at);
            System.arraycopy(encoded, at, buffer, offset, n);
            at += n;
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
