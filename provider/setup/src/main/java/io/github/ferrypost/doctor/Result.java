package io.github.ferrypost.doctor;

import java.util.List;
import java.util.Objects;

/** What one check found: health, observation, remedies. Immutable. */
final class Result {
    private final Health health;
    private final ReportText seen;
    private final List<ReportText> remedies;

    private Result(Health health, ReportText seen, List<ReportText> remedies) {
        this.health = Objects.requireNonNull(health);
        this.seen = Objects.requireNonNull(seen);
        this.remedies = List.copyOf(remedies);
    }

    static Result ok(ReportText seen) {
        return new Result(Health.OK, seen, List.of());
    }

    static Result warning(ReportText seen, ReportText... remedies) {
        return new Result(Health.WARNING, seen, List.of(remedies));
    }

    static Result fault(ReportText seen, ReportText... remedies) {
        return new Result(Health.FAULT, seen, List.of(remedies));
    }

    static Result notCheckable(ReportText seen, ReportText... remedies) {
        return new Result(Health.NOT_CHECKABLE, seen, List.of(remedies));
    }

    static Result skipped(ReportText seen) {
        return new Result(Health.SKIPPED, seen, List.of());
    }

    static Result of(Health health, ReportText seen, List<ReportText> remedies) {
        return new Result(health, seen, remedies);
    }

    Health health() {
        return health;
    }

    ReportText seen() {
        return seen;
    }

    List<ReportText> remedies() {
        return remedies;
    }

    @Override
    public String toString() {
        return health + ": " + seen;
    }
}
