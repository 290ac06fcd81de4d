package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines as {@link Latin1}, each with its end, be it CRLF, LF or CR. One thread at a time. */
final class Lines {
    private final InputStream in;
    private long left;
    private int ahead = NONE;

    private static final int NONE = -2;

    /** @param limit in bytes; what lies behind is not read */
    Lines(InputStream in, long limit) {
        this.in = in;
        this.left = limit;
    }

    /** The next line, or an empty string at the end. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (left > 0) {
            int c = ahead == NONE ? in.read() : ahead;
            ahead = NONE;
            if (c < 0) {
                break;
            }
            line.append((char) c);
            left--;
            if (c == '\n') {
                break;
            }
            if (c == '\r') {
                ahead = in.read();
                if (ahead != '\n') {
                    break;
                }
            }
        }
        return line.toString();
    }

    /** Whether the limit was reached. */
    boolean exhausted() {
        return left <= 0;
    }

    /** Where the line's text ends and its line end begins. */
    static int end(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
