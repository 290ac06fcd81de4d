package io.github.ferrypost.transport;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends every line of a message in CRLF, including the last, as Angus does: a lone CR or LF becomes CRLF. For one
 * thread.
 */
final class CrlfOutput extends OutputStream {
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final int headerLimit;
    private boolean afterCr;
    private boolean atLineStart = true;
    /** Bytes of the header section so far; -1 after its end. */
    private long header;

    /** @param headerLimit maximum bytes before the empty line; a longer header throws {@link UnsendableException} */
    CrlfOutput(OutputStream out, int headerLimit) {
        this.out = out;
        this.headerLimit = headerLimit;
    }

    @Override
    public void write(int b) throws IOException {
        byte[] one = {(byte) b};
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = array[i];
            boolean lineEnd = b == '\r' || b == '\n';
            if (!lineEnd) {
                atLineStart = false;
                afterCr = false;
                continue;
            }
            pass(array, from, i);
            from = i + 1;
            if (b == '\r' || !afterCr) {
                endLine();
            }
            afterCr = b == '\r';
        }
        pass(array, from, end);
    }

    private void endLine() throws IOException {
        if (header >= 0) {
            header = atLineStart ? -1 : header + CRLF.length;
        }
        atLineStart = true;
        out.write(CRLF, 0, CRLF.length);
    }

    private void pass(byte[] array, int from, int to) throws IOException {
        if (to <= from) {
            return;
        }
        if (header >= 0) {
            header += to - from;
            if (header > headerLimit) {
                throw new UnsendableException("The header section of the message is larger than " + headerLimit
                        + " bytes. The message was not sent. Use fewer recipients per message, and shorter"
                        + " header fields.");
            }
        }
        out.write(array, from, to - from);
    }

    /** Ends the last line. */
    void finish() throws IOException {
        if (!atLineStart) {
            endLine();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
