package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for one message that is too large for memory. Readable by its owner only; unlinked as soon as it is
 * open if the system allows, so a killed process leaves no file. Used by the session's thread until it is complete.
 */
final class IncomingFile {
    /** In bytes; small because each incoming message has one. Larger writes bypass it. */
    private static final int BUFFER = 8 * 1024;

    private final IncomingFiles share;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;
    private long taken;

    private IncomingFile(IncomingFiles share, FileChannel channel) {
        this.share = share;
        this.channel = channel;
    }

    /** @throws NoRoomException if the disk does not have enough free space */
    static IncomingFile create(IncomingFiles share) throws IOException {
        if (!share.take(IncomingFiles.STEP)) {
            throw new NoRoomException();
        }
        try {
            Path path = Files.createTempFile(share.folder(), "ferrypost", ".eml");
            IncomingFile file = new IncomingFile(
                    share,
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
            file.taken = IncomingFiles.STEP;
            return file;
        } catch (IOException e) {
            share.giveBack(IncomingFiles.STEP);
            throw e;
        }
    }

    /** @throws NoRoomException if the disk does not have enough free space */
    void write(byte[] octets, int from, int to) throws IOException {
        int count = to - from;
        while (size + count > taken) {
            if (!share.take(IncomingFiles.STEP)) {
                throw new NoRoomException();
            }
            taken += IncomingFiles.STEP;
        }
        if (count > buffer.remaining()) {
            flush();
        }
        if (count > buffer.remaining()) {
            writeAll(ByteBuffer.wrap(octets, from, count));
        } else {
            buffer.put(octets, from, count);
        }
        size += count;
    }

    void flush() throws IOException {
        writeAll(buffer.flip());
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the flushed content from its start; streams are independent of each other. */
    InputStream open() {
        return new ChannelStream(channel);
    }

    /** Closes and deletes the file. Idempotent. */
    void close() throws IOException {
        try {
            channel.close();
        } finally {
            share.giveBack(taken);
            taken = 0;
        }
    }

    /** The disk does not have enough free space for this message. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("the disk is nearly full");
        }
    }
}
