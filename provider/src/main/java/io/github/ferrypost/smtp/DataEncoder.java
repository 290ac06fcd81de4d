package io.github.ferrypost.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Encodes a message for DATA: every line ends in CRLF, whether it came with CR, LF or both, and a dot at the start of
 * a line is doubled (RFC 5321 sections 2.3.8 and 4.5.2). For one message and one thread.
 */
final class DataEncoder extends OutputStream {
    private final OutputStream out;
    private int last = '\n';

    /** @param out a buffered stream; flushed only by {@link #end} */
    DataEncoder(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        for (int i = offset; i < end; i++) {
            byte octet = bytes[i];
            boolean endsBareReturn = last == '\r' && octet != '\n';
            boolean isBareFeed = octet == '\n' && last != '\r';
            boolean isDot = octet == '.' && (last == '\n' || endsBareReturn);
            if (endsBareReturn || isBareFeed || isDot) {
                out.write(bytes, from, i - from);
                from = i;
                if (endsBareReturn) {
                    out.write('\n');
                }
                if (isBareFeed) {
                    out.write('\r');
                }
                if (isDot) {
                    out.write('.');
                }
            }
            last = octet;
        }
        out.write(bytes, from, end - from);
    }

    /** Ends the last line, writes the final dot, and flushes. */
    void end() throws IOException {
        if (last == '\r') {
            out.write('\n');
        } else if (last != '\n') {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
        out.flush();
    }
}
