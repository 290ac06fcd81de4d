package io.github.ferrypost.bridge.listen;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a message's header section as it streams past. Keeps a counter for a few fields and the start of two values,
 * however many fields the message has.
 */
final class HeaderScan {
    /** The counted fields; of those with a size, the first value is kept. */
    enum Field {
        DATE("date", 0),
        // RFC 5322 section 2.1.1: a line has at most 998 characters
        MESSAGE_ID("message-id", 998),
        FROM("from", 0),
        RECEIVED("received", 0),
        SUBJECT("subject", 998);

        private final String name;
        private final int kept;

        Field(String name, int kept) {
            this.name = name;
            this.kept = kept;
        }
    }

    /** All counted names are shorter, so the rest of a longer name is skipped. */
    private static final int LONGEST_NAME = 64;

    /** How the first line of a message in an mbox file starts (RFC 4155). */
    private static final Set<String> MBOX = Set.of("From", ">From");

    private final Map<Field, Integer> counts = new EnumMap<>(Field.class);
    private final Map<Field, StringBuilder> values = new EnumMap<>(Field.class);
    private @Nullable Field keeping;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private long size;
    private boolean hasFields;
    private boolean inName = true;
    private boolean blankAfterName;
    private boolean done;
    private boolean headless;
    private boolean firstLine = true;
    private boolean mbox;
    private byte before;

    void accept(byte[] octets, int from, int to) {
        for (int i = from; i < to && !done; i++) {
            size++;
            accept(octets[i]);
        }
    }

    private void accept(byte octet) {
        if (octet == '\n' && before == '\r') {
            endLine();
        } else if (inName && octet != '\r') {
            nameOctet((char) (octet & 0xff));
        } else if (keeping != null && octet != '\r') {
            keep(keeping, (char) (octet & 0xff));
        }
        before = octet;
    }

    private void keep(Field field, char c) {
        StringBuilder value = values.get(field);
        if (value != null && value.length() < field.kept) {
            value.append(c);
        }
    }

    private void endLine() {
        if (inName) {
            // an empty line, or one without a colon: either way the header has ended
            done = true;
            headless = !hasFields && name.length() > 0;
        }
        inName = true;
        firstLine = false;
        blankAfterName = false;
        name.setLength(0);
    }

    private void nameOctet(char c) {
        boolean blank = c == ' ' || c == '\t';
        if (c == ':' && name.length() > 0) {
            count();
            inName = false;
        } else if (blank && name.length() == 0 && hasFields) {
            // a folded line continues the field before it (RFC 5322 section 2.2.3)
            inName = false;
            if (keeping != null) {
                keep(keeping, c);
            }
        } else if (blank && name.length() > 0) {
            // whitespace before the colon is obsolete but still in use (RFC 5322 section 4.5)
            blankAfterName = true;
        } else if (firstLine && blankAfterName && MBOX.contains(name.toString())) {
            mbox = true;
            inName = false;
        } else if (c <= ' ' || c > '~' || c == ':' || blankAfterName) {
            done = true;
            headless = !hasFields;
        } else if (name.length() < LONGEST_NAME) {
            name.append(c);
        }
    }

    private void count() {
        hasFields = true;
        keeping = null;
        String seen = name.toString().toLowerCase(Locale.ROOT);
        for (Field field : Field.values()) {
            if (field.name.equals(seen)) {
                if (counts.merge(field, 1, Integer::sum) == 1 && field.kept > 0) {
                    values.put(field, new StringBuilder());
                    keeping = field;
                }
            }
        }
    }

    /** The start of the field's first value, unfolded, one character for each octet; empty if there is none. */
    String value(Field field) {
        StringBuilder value = values.get(field);
        return value == null ? "" : value.toString().strip();
    }

    boolean has(Field field) {
        return count(field) > 0;
    }

    int count(Field field) {
        return counts.getOrDefault(field, 0);
    }

    /** The size of the header section so far, in octets. */
    long size() {
        return size;
    }

    /** Whether the message starts with an mbox separator line, which is not part of a message. */
    boolean isMbox() {
        return mbox;
    }

    /** Whether the message has no header section and starts with its text, as old programs send it. */
    boolean isHeadless() {
        return headless || (!done && !hasFields && name.length() > 0);
    }
}
