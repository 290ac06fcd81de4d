package io.github.ferrypost.sandbox.smtp;

import java.io.IOException;

/**
 * Reads the content after DATA up to the final dot and removes dot-stuffing (RFC 5321 section 4.5.2). Only CRLF ends a
 * line: a dot after a bare LF is not special, which prevents SMTP smuggling. Not thread-safe.
 */
final class DataReader {
    private enum At {
        LINE_START,
        IN_LINE,
        AFTER_CR,
        AFTER_DOT,
        AFTER_DOT_CR
    }

    private final Wire wire;
    private final Content content;
    private boolean bare;

    DataReader(Wire wire, Content content) {
        this.wire = wire;
        this.content = content;
    }

    /** Whether there was a bare CR or LF. */
    boolean bareLineEnd() {
        return bare;
    }

    /**
     * Reads to the final dot, but at most {@code most} octets, so that a test can cut a message off. Returns whether it
     * ended.
     */
    boolean read(long most) throws IOException {
        At at = At.LINE_START;
        for (long count = 0; count < most; count++) {
            int c = wire.read();
            if (at == At.AFTER_DOT_CR && c == '\n') {
                return true;
            }
            at = next(at, c);
        }
        return false;
    }

    private At next(At at, int c) {
        switch (at) {
            case LINE_START:
                return c == '.' ? At.AFTER_DOT : inLine(c);
            case AFTER_CR:
                if (c == '\n') {
                    content.write(c);
                    return At.LINE_START;
                }
                bare = true;
                return inLine(c);
            case AFTER_DOT:
                return c == '\r' ? At.AFTER_DOT_CR : inLine(c);
            case AFTER_DOT_CR:
                bare = true;
                content.write('\r');
                return inLine(c);
            default:
                return inLine(c);
        }
    }

    private At inLine(int c) {
        content.write(c);
        bare |= c == '\n';
        return c == '\r' ? At.AFTER_CR : At.IN_LINE;
    }
}
