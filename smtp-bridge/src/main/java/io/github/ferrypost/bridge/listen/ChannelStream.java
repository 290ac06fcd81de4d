package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a channel from its beginning at a position of its own, so that several may read one file that has no name. */
final class ChannelStream extends InputStream {
    /** Java keeps a buffer outside the heap as large as the largest read, one for each thread. */
    private static final int LARGEST_READ = 64 * 1024;

    private final FileChannel channel;
    private long position;

    ChannelStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(octets, from, Math.min(length, LARGEST_READ)), position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
