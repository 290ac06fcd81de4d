package io.github.ferrypost.sandbox.smtp;

import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the client's input by line, octet, or block. STARTTLS discards its buffer. */
final class Wire {
    /** A line over the limit; it has been read to its end. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final InputStream in;
    private final Flushable flushed;
    private final byte[] buffer = new byte[32 * 1024];
    private int at;
    private int end;

    /** @param flushed is flushed before a read blocks */
    Wire(InputStream in, Flushable flushed) {
        this.in = in;
        this.flushed = flushed;
    }

    /** The next octet. */
    int read() throws IOException {
        if (at == end) {
            flushed.flush();
            end = in.read(buffer, 0, buffer.length);
            at = 0;
            if (end < 0) {
                end = 0;
                throw new EOFException("The client hung up");
            }
        }
        return buffer[at++] & 0xff;
    }

    /** A line without its end, as UTF-8; {@code max} includes the CRLF (RFC 5321 section 4.5.3.1.4). */
    String line(int max) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        long octets = 0;
        int c;
        while ((c = read()) != '\n') {
            octets++;
            if (octets < max) {
                if (length == line.length) {
                    line = java.util.Arrays.copyOf(line, length * 2);
                }
                line[length++] = (byte) c;
            }
        }
        if (octets + 1 > max) {
            throw new TooLong();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Reads this many octets unchanged. */
    void copy(long count, Content into) throws IOException {
        long left = count;
        while (left > 0) {
            into.write(read());
            left--;
            int block = (int) Math.min(left, end - at);
            into.write(buffer, at, block);
            at += block;
            left -= block;
        }
    }
}
