package io.github.ferrypost.doctor;

import java.util.List;
import java.util.Objects;

/** What one check found: health, what was seen, what to do. Immutable. */
final class Result {
    private final Health health;
    private final Text seen;
    private final List<Text> remedies;

    private Result(Health health, Text seen, List<Text> remedies) {
        this.health = Objects.requireNonNull(health);
        this.seen = Objects.requireNonNull(seen);
        this.remedies = List.copyOf(remedies);
    }

    static Result ok(Text seen) {
        return new Result(Health.OK, seen, List.of());
    }

    static Result warning(Text seen, Text... remedies) {
        return new Result(Health.WARNING, seen, List.of(remedies));
    }

    static Result fault(Text seen, Text... remedies) {
        return new Result(Health.FAULT, seen, List.of(remedies));
    }

    static Result notCheckable(Text seen, Text... remedies) {
        return new Result(Health.NOT_CHECKABLE, seen, List.of(remedies));
    }

    static Result skipped(Text seen) {
        return new Result(Health.SKIPPED, seen, List.of());
    }

    static Result of(Health health, Text seen, List<Text> remedies) {
        return new Result(health, seen, remedies);
    }

    Health health() {
        return health;
    }

    Text seen() {
        return seen;
    }

    List<Text> remedies() {
        return remedies;
    }

    @Override
    public String toString() {
        return health + ": " + seen;
    }
}
