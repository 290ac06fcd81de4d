package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.message.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one message as they arrive: in memory up to one megabyte and the shared budget, then in a temporary
 * file. Records errors instead of throwing them, because the bridge must read the message to its end before it can
 * reply.
 */
final class IncomingMessage implements DataDecoder.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingMessage.class);

    /**
     * In bytes, per message. A larger message goes to the file even if the budget has space, which stays free for small
     * ones.
     */
    static final int IN_MEMORY = 1 << 20;

    private final long limit;
    private final long absurd;
    private final long headerLimit;
    private final IncomingFiles files;
    private final HeaderScan header = new HeaderScan();
    private final MemoryBuffer memory;
    private @Nullable IncomingFile file;
    private @Nullable IOException fault;
    private boolean refused;
    private long size;

    /**
     * @param limit for the whole message, in bytes
     * @param limits for every message
     */
    IncomingMessage(long limit, ListenerLimits.Message limits, MemoryBudget budget, IncomingFiles files) {
        this.limit = limit;
        this.absurd = limits.absurdSize();
        this.headerLimit = limits.header();
        this.files = files;
        this.memory = new MemoryBuffer(budget);
    }

    @Override
    public void write(byte[] octets, int from, int to) throws IOException {
        header.accept(octets, from, to);
        size += to - from;
        if (size > absurd) {
            throw new AbsurdSizeException();
        }
        if (refused) {
            return;
        }
        if (isTooLarge() || isHeaderTooLarge()) {
            refused = true;
            release();
            return;
        }
        try {
            keep(octets, from, to);
        } catch (IOException e) {
            fault = e;
            refused = true;
            release();
        }
    }

    private void keep(byte[] octets, int from, int to) throws IOException {
        if (file == null && size <= IN_MEMORY && memory.append(octets, from, to)) {
            return;
        }
        IncomingFile target = file == null ? toFile() : file;
        target.write(octets, from, to);
    }

    private IncomingFile toFile() throws IOException {
        IncomingFile made = IncomingFile.create(files);
        file = made;
        try (InputStream sofar = memory.open()) {
            byte[] buffer = new byte[MemoryBuffer.FIRST];
            for (int count = sofar.read(buffer); count > 0; count = sofar.read(buffer)) {
                made.write(buffer, 0, count);
            }
        }
        memory.release();
        return made;
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

    boolean isHeaderTooLarge() {
        return header.size() > headerLimit;
    }

    /** The message with the trace headers prepended; readable until {@link #release}. */
    ByteSource with(byte[] preface) throws IOException {
        if (fault != null) {
            throw fault;
        }
        if (file != null) {
            file.flush();
        }
        long whole = preface.length + size;
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                return new SequenceInputStream(
                        new ByteArrayInputStream(preface), file == null ? memory.open() : file.open());
            }

            @Override
            public long size() {
                return whole;
            }
        };
    }

    /** Frees memory and file; call it when no reader is left. Idempotent. */
    void release() {
        memory.release();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("Cannot close and delete a temporary file", e);
        }
    }

    /** The client sends so much that draining it just to refuse it politely is pointless. */
    static final class AbsurdSizeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
