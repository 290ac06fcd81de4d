package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines as {@link Latin1}, each with its line end: CRLF, LF or CR. One thread at a time. */
final class Lines {
    // not a BufferedInputStream: its lock for every byte would cost seconds on a message of 150 MB
    private final byte[] chunk = new byte[1 << 14];
    private final InputStream in;
    private final long limit;
    private int at;
    private int filled;
    private long offset;
    private int endLength;

    /** @param limit in bytes; nothing beyond it is read */
    Lines(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    private int peek() throws IOException {
        if (at >= filled) {
            at = 0;
            filled = in.read(chunk);
        }
        return filled < 0 ? -1 : chunk[at] & 0xff;
    }

    /** The next line, or an empty string at the end. */
    String next() throws IOException {
        return next(Integer.MAX_VALUE);
    }

    /** The first characters of the next line, so that a line of 150 MB takes no memory. */
    String next(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        endLength = 0;
        while (offset < limit) {
            int c = peek();
            if (c < 0 || (endLength > 0 && c != '\n')) {
                break;
            }
            at++;
            offset++;
            if (line.length() < longest) {
                line.append((char) c);
            }
            if (c == '\n' || c == '\r') {
                endLength++;
            }
            if (c == '\n') {
                break;
            }
        }
        return line.toString();
    }

    /** The offset of the next line. */
    long offset() {
        return offset;
    }

    /** How many bytes ended the last line. */
    int endLength() {
        return endLength;
    }

    /** Whether the limit was reached. */
    boolean exhausted() {
        return offset >= limit;
    }

    /** The index at which the line's text ends and its line end starts. */
    static int end(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
