package io.github.ferrypost.transport;

import io.github.ferrypost.message.Bytes;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * A message's bytes, written once and read as often as a road needs them: in memory while they are few, else in a
 * temporary file that only this user may read and that goes with {@link #close()}.
 */
final class WrittenMessage implements AutoCloseable {
    /** Most mails fit; those with attachments must not fill the heap of a program that was written for streaming. */
    static final int IN_MEMORY = 1 << 20;

    /** What Angus leaves out too: hidden recipients stay hidden, and the length is of another form of the message. */
    private static final String[] LEFT_OUT = {"Bcc", "Content-Length"};

    private final Bytes bytes;
    private final Path file;

    private WrittenMessage(Bytes bytes, Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    static WrittenMessage of(MimeMessage message) throws IOException, MessagingException {
        return of(message, IN_MEMORY);
    }

    static WrittenMessage of(MimeMessage message, int inMemory) throws IOException, MessagingException {
        Spill spill = new Spill(inMemory);
        try {
            try (Lines lines = new Lines(spill)) {
                message.writeTo(lines, LEFT_OUT);
                lines.finish();
            }
            return spill.written();
        } catch (IOException | MessagingException | RuntimeException e) {
            spill.discard();
            throw e;
        }
    }

    Bytes bytes() {
        return bytes;
    }

    /** Never fails: a file that cannot be deleted must not make a sent message look unsent. */
    @Override
    public void close() {
        if (file != null && !file.toFile().delete()) {
            System.getLogger("io.github.ferrypost")
                    .log(System.Logger.Level.WARNING, "The temporary file " + file + " cannot be deleted");
        }
    }

    /** Lines end in CRLF, the last one too, as Angus sends them. */
    private static final class Lines extends CRLFOutputStream {
        Lines(OutputStream out) {
            super(out);
        }

        void finish() throws IOException {
            if (!atBOL) {
                writeln();
            }
        }
    }

    /** Memory first, a file from {@code limit} bytes on. */
    private static final class Spill extends OutputStream {
        private final int limit;
        private ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private OutputStream out = memory;
        private Path file;

        Spill(int limit) {
            this.limit = limit;
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
            if (file == null && memory.size() + more > limit) {
                // on POSIX systems the JDK makes it readable by its owner alone
                file = Files.createTempFile("ferrypost", ".eml");
                out = new BufferedOutputStream(Files.newOutputStream(file));
                memory.writeTo(out);
                memory = null;
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        WrittenMessage written() throws IOException {
            return new WrittenMessage(file == null ? Bytes.of(memory.toByteArray()) : Bytes.of(file), file);
        }

        void discard() throws IOException {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
