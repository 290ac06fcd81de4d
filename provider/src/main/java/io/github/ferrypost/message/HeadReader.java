package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Parses the fields of a header section and reads at most one chunk beyond it. One thread, one use. */
final class HeadReader {
    private static final int CHUNK = 1 << 13;

    private final InputStream in;
    private final int limit;
    private byte[] bytes = new byte[CHUNK];
    private int filled;
    private boolean ended;
    private int[] starts = new int[32];
    private int fields;

    HeadReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** @return empty if the section exceeds the limit */
    Optional<HeaderSection> read() throws IOException {
        boolean regular = true;
        boolean separated = false;
        int at = 0;
        while (!separated) {
            int end = endOfLine(at);
            if (end >= limit) {
                return Optional.empty();
            }
            int text = endOfText(at, end);
            boolean continues = fields > 0 && (bytes[at] == ' ' || bytes[at] == '\t');
            boolean mbox = at == 0 && (startsWith("From ", text) || startsWith(">From ", text));
            separated = end > at && text == at;
            if (end == at || (!separated && !continues && !mbox && !startsField(at, text))) {
                break;
            }
            regular &= !mbox && end - text == 2 && bytes[text] == '\r';
            if (!separated && !continues && !mbox) {
                begin(at);
            }
            at = end;
            if (mbox) {
                starts[0] = at;
            }
        }
        int fieldsEnd = separated ? endBeforeEmptyLine(at) : at;
        int[] all = Arrays.copyOf(starts, fields + 1);
        all[fields] = fieldsEnd;
        return Optional.of(new HeaderSection(Arrays.copyOf(bytes, fieldsEnd), all, regular && separated, at));
    }

    private void begin(int at) {
        if (fields + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[fields++] = at;
    }

    /** The empty line is one line end, the last before {@code end}. */
    private int endBeforeEmptyLine(int end) {
        boolean two = end > 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r';
        return end - (two ? 2 : 1);
    }

    /** The index after the CRLF, LF or CR that ends the line, or the end of the message or limit. */
    private int endOfLine(int start) throws IOException {
        int at = start;
        while (has(at)) {
            byte octet = bytes[at++];
            if (octet == '\n') {
                return at;
            }
            if (octet == '\r') {
                return has(at) && bytes[at] == '\n' ? at + 1 : at;
            }
        }
        return at;
    }

    private int endOfText(int start, int end) {
        int text = end;
        while (text > start && (bytes[text - 1] == '\n' || bytes[text - 1] == '\r')) {
            text--;
        }
        return text;
    }

    private boolean has(int index) throws IOException {
        while (index >= filled && !ended && filled < limit) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, filled + Math.max(CHUNK, filled / 2L)));
            }
            int read = in.read(bytes, filled, Math.min(CHUNK, bytes.length - filled));
            ended = read < 0;
            filled += Math.max(read, 0);
        }
        return index < filled;
    }

    private boolean startsWith(String text, int end) {
        return end >= text.length() && text.equals(Latin1.of(bytes, 0, text.length()));
    }

    private boolean startsField(int start, int end) {
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        return colon < end && HeaderSection.startsField(Latin1.of(bytes, start, colon + 1));
    }
}
