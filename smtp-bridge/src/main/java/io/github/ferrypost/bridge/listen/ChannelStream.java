package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a channel from the start with its own position, so that several streams can share one unlinked file. */
final class ChannelStream extends InputStream {
    /** Java caches a direct buffer as large as the largest read for each thread, so reads are limited. */
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
