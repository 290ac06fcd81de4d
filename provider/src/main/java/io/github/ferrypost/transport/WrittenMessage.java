package io.github.ferrypost.transport;

import io.github.ferrypost.message.ByteSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A message's bytes, written once and read as often as a road needs: small messages in memory, others in a temporary
 * file that only this user may read and that {@link #close()} deletes.
 */
final class WrittenMessage implements AutoCloseable {
    /** Most messages fit; attachments must not fill the heap of a program written for streaming. */
    static final int IN_MEMORY = 1 << 20;

    /**
     * Limit if no temporary file can be created: the largest message that a mailbox sends by default ("Exchange
     * Online limits", message size: 35 MB), but at most an eighth of the heap, since the array is copied as it grows.
     */
    static final int IN_MEMORY_WITHOUT_FILE =
            (int) Math.max(IN_MEMORY, Math.min(35L << 20, Runtime.getRuntime().maxMemory() / 8));

    /**
     * Header sections are held in memory. Exchange accepts 1000 recipients ("Exchange Online limits"), which take
     * less than 100 kB; ten thousand take less than this limit.
     */
    static final int LARGEST_HEADER = 1 << 20;

    /** Angus omits these too: hidden recipients stay hidden, and the length is that of another form of the message. */
    private static final String[] LEFT_OUT = {"Bcc", "Content-Length"};

    private final ByteSource bytes;
    private final @Nullable Path file;

    private WrittenMessage(ByteSource bytes, @Nullable Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    /** @throws IOException if the message cannot be written or stored; the text names a remedy if there is one */
    static WrittenMessage of(MimeMessage message) throws IOException, MessagingException {
        return of(message, IN_MEMORY);
    }

    static WrittenMessage of(MimeMessage message, int inMemory) throws IOException, MessagingException {
        // on POSIX systems the JDK makes the file readable by its owner only
        return of(
                message,
                new MessageBuffer(inMemory, IN_MEMORY_WITHOUT_FILE, () -> Files.createTempFile("ferrypost", ".eml")));
    }

    static WrittenMessage of(MimeMessage message, MessageBuffer memory) throws IOException, MessagingException {
        try {
            try (CrlfOutput lines = new CrlfOutput(memory, LARGEST_HEADER)) {
                message.writeTo(lines, LEFT_OUT);
                lines.finish();
            }
            return new WrittenMessage(memory.bytes(), memory.file());
        } catch (IOException | MessagingException | RuntimeException e) {
            memory.discard();
            throw e;
        }
    }

    ByteSource bytes() {
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
}
