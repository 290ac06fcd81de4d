package io.github.ferrypost.transport;

import io.github.ferrypost.message.ByteSource;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of a message: in memory up to a limit, then in a temporary file. If no file can be created, as
 * in a container with a read-only file system, memory holds more. For one thread.
 */
final class MessageBuffer extends OutputStream {
    /** Creates the file; tests let this fail. */
    interface TemporaryFiles {
        Path create() throws IOException;
    }

    private final int limit;
    private final int limitWithoutFile;
    private final TemporaryFiles files;
    private Block memory = new Block();
    private OutputStream out = memory;
    private @Nullable Path file;
    /** Why no file can be created; {@code null} while unknown. */
    private @Nullable Exception noFile;

    /**
     * @param limit bytes held in memory before a file is created
     * @param limitWithoutFile maximum bytes in memory if no file can be created
     */
    MessageBuffer(int limit, int limitWithoutFile, TemporaryFiles files) {
        this.limit = limit;
        this.limitWithoutFile = limitWithoutFile;
        this.files = files;
    }

    @Override
    public void write(int b) throws IOException {
        makeRoom(1);
        out.write(b);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
        makeRoom(length);
        out.write(array, offset, length);
    }

    private void makeRoom(int more) throws IOException {
        if (file != null || memory.size() + more <= limit) {
            return;
        }
        if (noFile == null) {
            try {
                file = files.create();
            } catch (IOException | SecurityException e) {
                noFile = e;
            }
        }
        if (file != null) {
            out = new BufferedOutputStream(Files.newOutputStream(file));
            memory.writeTo(out);
            memory = new Block(); // lets go of the bytes
        } else if (memory.size() + more > limitWithoutFile) {
            throw new UnsendableException("The message has more than " + limitWithoutFile
                    + " bytes, and this process cannot create a temporary file for it (" + noFile
                    + "). The message was not sent. Set -Djava.io.tmpdir to a folder that this process can"
                    + " write to.");
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The file that holds the bytes; {@code null} if they are in memory. */
    @Nullable
    Path file() {
        return file;
    }

    ByteSource bytes() throws IOException {
        return file == null ? memory.bytes() : ByteSource.of(file);
    }

    void discard() throws IOException {
        if (file != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }

    /** Exposes its array, so that reading makes no copy. */
    private static final class Block extends ByteArrayOutputStream {
        ByteSource bytes() {
            byte[] array = buf;
            int length = count;
            return new ByteSource() {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(array, 0, length);
                }

                @Override
                public long size() {
                    return length;
                }
            };
        }
    }
}
