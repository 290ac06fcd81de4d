package io.github.ferrypost.bridge.listen;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which header fields a message has, seen while it passes. */
final class HeaderScan {
    /** Field names that matter here are shorter; of a longer one the rest is of no interest. */
    private static final int LONGEST_NAME = 64;

    /** What the first line of a message in a file of the mbox format begins with (RFC 4155). */
    private static final Set<String> MBOX = Set.of("From", ">From");

    private final Map<String, Integer> fields = new HashMap<>();
    private final StringBuilder name = new StringBuilder();
    private boolean inName = true;
    private boolean blankAfterName;
    private boolean done;
    private boolean headless;
    private boolean firstLine = true;
    private boolean mbox;
    private byte before;

    void accept(byte[] octets, int from, int to) {
        for (int i = from; i < to && !done; i++) {
            accept(octets[i]);
        }
    }

    private void accept(byte octet) {
        if (octet == '\n' && before == '\r') {
            endLine();
        } else if (inName && octet != '\r') {
            nameOctet((char) (octet & 0xff));
        }
        before = octet;
    }

    private void endLine() {
        if (inName) {
            // an empty line, or one without a colon: whichever, the header is over
            done = true;
            headless = fields.isEmpty() && name.length() > 0;
        }
        inName = true;
        firstLine = false;
        blankAfterName = false;
        name.setLength(0);
    }

    private void nameOctet(char c) {
        boolean blank = c == ' ' || c == '\t';
        if (c == ':' && name.length() > 0) {
            fields.merge(name.toString().toLowerCase(Locale.ROOT), 1, Integer::sum);
            inName = false;
        } else if (blank && name.length() == 0 && !fields.isEmpty()) {
            // a folded line goes on with the field before it (RFC 5322 section 2.2.3)
            inName = false;
        } else if (blank && name.length() > 0) {
            // blanks before the colon are obsolete, and seen (RFC 5322 section 4.5)
            blankAfterName = true;
        } else if (firstLine && blankAfterName && MBOX.contains(name.toString())) {
            mbox = true;
            inName = false;
        } else if (c <= ' ' || c > '~' || c == ':' || blankAfterName) {
            done = true;
            headless = fields.isEmpty();
        } else if (name.length() < LONGEST_NAME) {
            name.append(c);
        }
    }

    boolean has(String field) {
        return fields.containsKey(field.toLowerCase(Locale.ROOT));
    }

    int count(String field) {
        return fields.getOrDefault(field.toLowerCase(Locale.ROOT), 0);
    }

    /** Whether the message begins with the line that separates messages in a file, and belongs to none. */
    boolean isMbox() {
        return mbox;
    }

    /** Whether the message begins with text in place of a header, as old programs send it. */
    boolean isHeadless() {
        return headless || (!done && fields.isEmpty() && name.length() > 0);
    }
}
