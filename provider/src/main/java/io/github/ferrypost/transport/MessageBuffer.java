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

/**
 * The bytes of a message while they are written: in memory first, in a temporary file from a limit on. Where no file can be
 * made, as in a container whose file system is read-only, memory holds more of them. For one thread.
 */
final class MessageBuffer extends OutputStream {
    /** Makes the file; a test fails here. */
    interface TemporaryFiles {
        Path create() throws IOException;
    }

    private final int limit;
    private final int limitWithoutFile;
    private final TemporaryFiles files;
    private Block memory = new Block();
    private OutputStream out = memory;
    private Path file;
    /** Why no file can be made; {@code null} while that is not known. */
    private Exception noFile;

    /**
     * @param limit in bytes, before a file is made
     * @param limitWithoutFile in bytes, where none can be made
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
            memory = null;
        } else if (memory.size() + more > limitWithoutFile) {
            throw new UnsendableException("The message has more than " + limitWithoutFile
                    + " bytes, and this process cannot make a temporary file for it (" + noFile
                    + "). Not sent. Set -Djava.io.tmpdir to a folder that this process may write to.");
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The file that holds them; {@code null} where memory does. */
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

    /** Read without a copy. */
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
