package io.github.ferrypost.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a message without its Bcc and Resent-Bcc header fields (RFC 5322 sections 3.6.3 and 3.6.6), including folded
 * lines: the envelope has these recipients, and everyone who sees the field sees them. Every other byte is unchanged.
 * Buffers only the start of a line.
 */
final class BccFilter extends OutputStream {
    private static final Set<String> HIDDEN = Set.of("bcc", "resent-bcc");
    /** Longer than the names above, plus the white space that obsolete syntax allows before the colon. */
    private static final int LONGEST_NAME = 40;

    private enum State {
        /** Before or in the name of a field. */
        NAME,
        KEEP,
        DROP,
        BODY
    }

    private final OutputStream out;
    private final byte[] name = new byte[LONGEST_NAME];
    private int length;
    private State state = State.NAME;
    private boolean dropped;
    private boolean afterReturn;

    BccFilter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end && state != State.BODY) {
            int run = run(bytes, at, end);
            if (run > at && state == State.KEEP) {
                out.write(bytes, at, run - at);
            }
            at = run;
            if (at < end) {
                write(bytes[at++]);
            }
        }
        out.write(bytes, at, end - at);
    }

    /** The end of the run of bytes that are all kept or all dropped. */
    private int run(byte[] bytes, int from, int end) {
        int at = from;
        boolean known = (state == State.KEEP || state == State.DROP) && !afterReturn;
        while (known && at < end && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public void write(int octet) throws IOException {
        if (state == State.BODY) {
            out.write(octet);
            return;
        }
        // a bare CR counts as a line end, because it is sent as one
        boolean second = afterReturn && octet == '\n';
        afterReturn = octet == '\r';
        if (second) {
            pass(octet, dropped);
        } else if (octet == '\r' || octet == '\n') {
            endLine(octet);
        } else if (state == State.NAME) {
            startLine(octet);
        } else {
            pass(octet, state == State.DROP);
        }
    }

    /** Writes the start of a last line that has no line end. */
    void finish() throws IOException {
        release();
    }

    private void startLine(int octet) throws IOException {
        if (length == 0 && (octet == ' ' || octet == '\t')) {
            state = dropped ? State.DROP : State.KEEP;
            pass(octet, dropped);
        } else if (octet == ':') {
            boolean hidden = HIDDEN.contains(named());
            state = hidden ? State.DROP : State.KEEP;
            dropped = hidden;
            if (hidden) {
                length = 0;
            } else {
                release();
                out.write(octet);
            }
        } else {
            name[length++] = (byte) octet;
            if (length == LONGEST_NAME) {
                release();
                state = State.KEEP;
                dropped = false;
            }
        }
    }

    private void endLine(int octet) throws IOException {
        if (state == State.NAME && length == 0) {
            state = State.BODY;
            out.write(octet);
            return;
        }
        if (state == State.NAME) {
            dropped = false;
            release();
        }
        pass(octet, state == State.DROP);
        dropped = state == State.DROP;
        state = State.NAME;
    }

    private String named() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (name[i] & 0xff));
        }
        return text.toString().trim().toLowerCase(Locale.ROOT);
    }

    private void release() throws IOException {
        out.write(name, 0, length);
        length = 0;
    }

    private void pass(int octet, boolean drop) throws IOException {
        if (!drop) {
            out.write(octet);
        }
    }
}
