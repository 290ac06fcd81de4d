package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a message by their delimiter lines (RFC 2046 section 5.1.1). One thread, one message. */
final class PartReader {
    /** A boundary has at most 70 characters; a longer line is not a delimiter. */
    private static final int LONGEST_DELIMITER = 256;

    /** Deeper than any real message; anything below counts as one leaf. */
    private static final int DEEPEST = 40;

    /** More than any real message has; further parts belong to the last one. */
    private static final int MOST_PARTS = 10_000;

    /** Limit for the MIME fields of all parts together; further fields are skipped. */
    private static final int MOST_FIELD_BYTES = 1 << 20;

    private static final String MIME = "Content-";

    private final Lines lines;
    private int parts;
    private int fieldBytes;
    private final Deque<String> boundaries = new ArrayDeque<>();

    /** The boundary of the last delimiter line; null at the end of the message. */
    private @Nullable String delimiter;

    private boolean closing;
    private long delimiterAt;
    private int endBefore;

    PartReader(InputStream in) {
        this.lines = new Lines(in, Long.MAX_VALUE);
    }

    MimePart read() throws IOException {
        return part(0);
    }

    private MimePart part(long start) throws IOException {
        parts++;
        List<HeaderField> fields = new ArrayList<>();
        boolean more = head(fields);
        long bodyStart = more ? lines.offset() : delimiterAt;
        MimePart itself = new MimePart(fields, List.of(), start, bodyStart, bodyStart, bodyStart);
        Optional<String> boundary = Optional.of(itself)
                .filter(MimePart::isMultipart)
                .flatMap(MimePart::contentType)
                .map(type -> type.getParameter("boundary"))
                .filter(text -> boundaries.size() < DEEPEST && parts < MOST_PARTS);
        List<MimePart> children = new ArrayList<>();
        if (more && boundary.isPresent()) {
            String own = Latin1.of(boundary.get());
            boundaries.push(own);
            skip();
            while (own.equals(delimiter) && !closing && parts < MOST_PARTS) {
                children.add(part(delimiterAt));
            }
            while (own.equals(delimiter) && !closing) {
                skip();
            }
            boundaries.pop();
            if (own.equals(delimiter)) {
                skip();
            }
        } else if (more) {
            skip();
        }
        return new MimePart(
                fields, children, start, bodyStart, Math.max(bodyStart, delimiterAt - endBefore), delimiterAt);
    }

    /**
     * Reads the MIME fields (RFC 2045 section 3) up to the empty line; false if a delimiter line or the end comes
     * first.
     */
    private boolean head(List<HeaderField> fields) throws IOException {
        StringBuilder field = new StringBuilder();
        boolean ended = false;
        boolean empty = false;
        while (!ended && !empty) {
            long at = lines.offset();
            int before = lines.endLength();
            String line = lines.next(MOST_FIELD_BYTES - fieldBytes + LONGEST_DELIMITER);
            ended = line.isEmpty() || isDelimiter(line, at, before);
            empty = Lines.end(line) == 0;
            boolean continues = !empty && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (!continues && field.length() > 0) {
                fields.add(HeaderField.ofRaw(field.toString()));
                field.setLength(0);
            }
            boolean mime = continues ? field.length() > 0 : line.regionMatches(true, 0, MIME, 0, MIME.length());
            if (!ended && mime && fieldBytes < MOST_FIELD_BYTES && (continues || HeaderSection.startsField(line))) {
                field.append(line);
                fieldBytes += line.length();
            }
            if (line.isEmpty()) {
                end(at);
            }
        }
        return !ended;
    }

    /** Skips to the next delimiter line of any enclosing multipart, or to the end. */
    private void skip() throws IOException {
        while (true) {
            long at = lines.offset();
            int before = lines.endLength();
            String line = lines.next(LONGEST_DELIMITER);
            if (line.isEmpty()) {
                end(at);
                return;
            }
            if (isDelimiter(line, at, before)) {
                return;
            }
        }
    }

    private void end(long at) {
        delimiter = null;
        delimiterAt = at;
        endBefore = 0;
    }

    private boolean isDelimiter(String line, long at, int before) {
        if (!line.startsWith("--")) {
            return false;
        }
        String text = line.stripTrailing().substring(2);
        for (String boundary : boundaries) {
            if (text.equals(boundary) || text.equals(boundary + "--")) {
                delimiter = boundary;
                closing = text.length() > boundary.length();
                delimiterAt = at;
                endBefore = before;
                return true;
            }
        }
        return false;
    }
}
