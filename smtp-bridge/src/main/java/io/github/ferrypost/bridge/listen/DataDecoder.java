package io.github.ferrypost.bridge.listen;

import java.io.IOException;

/**
 * Finds the end of a message in the octets of DATA (RFC 5321 section 4.1.1.4). Only CRLF dot CRLF ends a message; if
 * anything similar did, a more lenient server in the chain could see a second message there (SMTP smuggling,
 * CVE-2023-51764). Removes dot-stuffing (section 4.5.2) and converts bare CR and bare LF to CRLF, so that later servers
 * cannot misread them either. Several CRs before an LF count as one line end: old programs write that when they convert
 * text twice.
 */
final class DataDecoder {
    /** Receives the decoded octets. */
    interface Sink {
        void write(byte[] octets, int from, int to) throws IOException;
    }

    private enum State {
        /** After CRLF, and at the very start. */
        LINE,
        TEXT,
        /** After one or more CRs. */
        CR,
        /** After a dot at the start of a line. */
        DOT,
        /** After that dot and a CR. */
        DOT_CR,
        END
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private final Sink sink;
    private State state = State.LINE;
    private int returns;

    DataDecoder(Sink sink) {
        this.sink = sink;
    }

    boolean ended() {
        return state == State.END;
    }

    /** Decodes octets up to the end of the message; returns the index after the last one used. */
    int accept(byte[] octets, int from, int to) throws IOException {
        int start = from;
        for (int i = from; i < to; i++) {
            if (state == State.TEXT) {
                i = plain(octets, i, to);
                if (i == to) {
                    break;
                }
            }
            byte octet = octets[i];
            if (state == State.TEXT || state == State.LINE) {
                flush(octets, start, i);
                start = i;
            }
            if (special(octet)) {
                start = i + 1;
            } else {
                start = i;
            }
            if (ended()) {
                return i + 1;
            }
        }
        if (state == State.TEXT) {
            flush(octets, start, to);
        }
        return to;
    }

    /** Finds the run that can be passed on unchanged: text, and complete line ends that no dot follows. */
    private static int plain(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && octets[i] != '\n') {
            if (octets[i] != '\r') {
                i++;
            } else if (i + 2 < to && octets[i + 1] == '\n' && octets[i + 2] != '.') {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    private void flush(byte[] octets, int from, int to) throws IOException {
        if (to > from) {
            sink.write(octets, from, to);
        }
    }

    /**
     * Handles an octet in a special state. Returns whether it used the octet; if not, the octet is text and the state
     * is TEXT.
     */
    private boolean special(byte octet) throws IOException {
        switch (state) {
            case LINE -> {
                if (octet == '.') {
                    state = State.DOT;
                    return true;
                }
                return lineEndOrText(octet);
            }
            case TEXT -> {
                return lineEndOrText(octet);
            }
            case CR -> {
                if (octet == '\r') {
                    returns++;
                    return true;
                }
                if (octet == '\n') {
                    lineEnds(1);
                    state = State.LINE;
                    return true;
                }
                lineEnds(returns);
                state = State.TEXT;
                return false;
            }
            case DOT -> {
                if (octet == '\r') {
                    state = State.DOT_CR;
                    return true;
                }
                return lineEndOrText(octet);
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    state = State.END;
                    return true;
                }
                returns = 1;
                state = State.CR;
                return special(octet);
            }
            case END -> throw new IllegalStateException("the message has already ended");
        }
        throw new IllegalStateException();
    }

    private boolean lineEndOrText(byte octet) throws IOException {
        if (octet == '\r') {
            returns = 1;
            state = State.CR;
            return true;
        }
        // a bare LF ends a line of content but not an SMTP line, so a dot after it is not special
        state = State.TEXT;
        if (octet == '\n') {
            lineEnds(1);
            return true;
        }
        return false;
    }

    private void lineEnds(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            sink.write(CRLF, 0, CRLF.length);
        }
    }
}
