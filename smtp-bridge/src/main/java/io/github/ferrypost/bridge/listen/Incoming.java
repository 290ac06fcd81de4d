package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.message.Bytes;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one message while they come in: in memory, and from one megabyte on in a temporary file. What goes wrong
 * here is remembered rather than thrown, because the message has to be read to its end before anything may be said about
 * it.
 */
final class Incoming implements Data.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final int IN_MEMORY = 1 << 20;

    private final long limit;
    private final long absurd;
    private final Optional<Path> folder;
    private final HeaderScan header = new HeaderScan();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(4096);
    private FileChannel file;
    private OutputStream fileOut;
    private IOException fault;
    private long size;

    /** @param folder for the temporary file; the system's own where it is empty */
    Incoming(long limit, long absurd, Optional<Path> folder) {
        this.limit = limit;
        this.absurd = absurd;
        this.folder = folder;
    }

    @Override
    public void write(byte[] octets, int from, int to) throws IOException {
        header.accept(octets, from, to);
        size += to - from;
        if (size > absurd) {
            throw new AbsurdSizeException();
        }
        if (size > limit || fault != null) {
            return;
        }
        try {
            if (file == null && size > IN_MEMORY) {
                toFile();
            }
            OutputStream out = file == null ? memory : fileOut;
            out.write(octets, from, to - from);
        } catch (IOException e) {
            fault = e;
        }
    }

    /** Readable for its owner only, which is how createTempFile makes it; and without a name as soon as it is open. */
    private void toFile() throws IOException {
        Path path = folder.isPresent()
                ? Files.createTempFile(folder.get(), "ferrypost", ".eml")
                : Files.createTempFile("ferrypost", ".eml");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        fileOut = new BufferedOutputStream(Channels.newOutputStream(file), 64 * 1024);
        memory.writeTo(fileOut);
        memory = null;
    }

    long size() {
        return size;
    }

    HeaderScan header() {
        return header;
    }

    boolean isTooLarge() {
        return size > limit;
    }

    /** The message with the preface before it, to be read until {@link #release}. */
    Bytes with(byte[] preface) throws IOException {
        if (fault == null && file != null) {
            fileOut.flush();
        }
        if (fault != null) {
            throw fault;
        }
        long whole = preface.length + size;
        byte[] content = memory == null ? new byte[0] : memory.toByteArray();
        FileChannel channel = file;
        return new Bytes() {
            @Override
            public InputStream open() {
                InputStream rest = channel == null ? new ByteArrayInputStream(content) : new ChannelStream(channel);
                return new SequenceInputStream(new ByteArrayInputStream(preface), rest);
            }

            @Override
            public long size() {
                return whole;
            }
        };
    }

    /** Nothing reads the octets any more; to say so twice does no harm. */
    void release() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("A temporary file could not be closed and deleted", e);
        }
    }

    /** The client sends so much that reading on to refuse it politely is no use. */
    static final class AbsurdSizeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
