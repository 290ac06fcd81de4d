package io.github.ferrypost.graph;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes a mail library's decoder obey the contract of {@link InputStream}: com.sun.mail's base64 decoder returns end
 * of stream for a read of zero bytes, which stops {@code readNBytes} and {@code readAllBytes} after 8192 bytes. For
 * one thread.
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
