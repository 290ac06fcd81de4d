package io.github.ferrypost.graph;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a mail library's decoder gives, by the contract of {@link InputStream}: com.sun.mail's base64 decoder answers a read of
 * no bytes with the end of the stream, by which {@code readNBytes} and {@code readAllBytes} stop after 8192 bytes. For one
 * thread.
 */
final class DecodedStream extends FilterInputStream {
    DecodedStream(InputStream decoder) {
        super(decoder);
    }

    @Override
    public int read(byte[] array, int offset, int length) throws IOException {
        return length == 0 ? 0 : super.read(array, offset, length);
    }
}
