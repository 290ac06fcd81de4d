package io.github.ferrypost.message;

import java.util.Objects;

/** One header field (RFC 5322 section 2.2) with its original bytes, folding and line ends included. Immutable. */
public final class HeaderField {
    private static final String NO_LINE_END = "(?:\r\n|\r|\n)";

    private final String name;
    private final String raw;

    private HeaderField(String name, String raw) {
        this.name = name;
        this.raw = raw;
    }

    /** @param latin1 the lines of one field, each with its line end; the first has a name and a colon */
    static HeaderField ofRaw(String latin1) {
        return new HeaderField(latin1.substring(0, latin1.indexOf(':')).strip(), latin1);
    }

    /** @param latin1 the text after the colon; folded lines end in CRLF */
    static HeaderField of(String name, String latin1) {
        return new HeaderField(name, name + ": " + latin1 + "\r\n");
    }

    public String name() {
        return name;
    }

    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** The text after the colon, unfolded, decoded as UTF-8 if valid (RFC 6532); encoded words stay encoded. */
    public String value() {
        return Latin1.toText(rawValue()).replaceAll(NO_LINE_END, "").strip();
    }

    /** The bytes of the whole field, as a copy. */
    public byte[] raw() {
        return Latin1.bytes(raw);
    }

    /** The text after the colon, without the last line end, as {@link Latin1}. */
    String rawValue() {
        int end = raw.length();
        if (raw.endsWith("\r\n")) {
            end -= 2;
        } else if (raw.endsWith("\n") || raw.endsWith("\r")) {
            end--;
        }
        return raw.substring(raw.indexOf(':') + 1, end);
    }

    String latin1() {
        return raw;
    }

    /** The same field with CRLF line ends. */
    HeaderField canonical() {
        if (isCanonical()) {
            return this;
        }
        String lines = raw.endsWith("\n") || raw.endsWith("\r") ? raw : raw + "\r\n";
        return new HeaderField(name, lines.replaceAll(NO_LINE_END, "\r\n"));
    }

    private boolean isCanonical() {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean alone = c == '\n'
                    ? i == 0 || raw.charAt(i - 1) != '\r'
                    : c == '\r' && (i + 1 == raw.length() || raw.charAt(i + 1) != '\n');
            if (alone) {
                return false;
            }
        }
        return raw.endsWith("\n");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderField && raw.equals(((HeaderField) other).raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(raw);
    }

    @Override
    public String toString() {
        return name + ": " + value();
    }
}
