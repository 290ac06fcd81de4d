package io.github.ferrypost.bridge.spool;

import java.util.Optional;

/** The name of an entry: unique in its spool, never used again, and greater than that of an earlier entry. */
public record EntryId(long value) implements Comparable<EntryId> {
    private static final int RADIX = 36;

    /** The id that {@link #toString()} printed, or nothing where {@code text} is none. */
    public static Optional<EntryId> parse(String text) {
        try {
            return Optional.of(new EntryId(Long.parseLong(text, RADIX)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(EntryId other) {
        return Long.compare(value, other.value);
    }

    /** Twelve letters and digits, to be typed by a person. */
    @Override
    public String toString() {
        return Long.toString(value, RADIX);
    }
}
