package io.github.ferrypost.bridge.spool;

import java.util.Optional;

/** The id of an entry: unique in its spool, never reused, and greater than the ids of earlier entries. Immutable. */
public record EntryId(long value) implements Comparable<EntryId> {
    private static final int RADIX = 36;

    /** Parses what {@link #toString()} prints; empty if {@code text} is not an id. */
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

    /** Twelve letters and digits, short enough to type. */
    @Override
    public String toString() {
        return Long.toString(value, RADIX);
    }
}
