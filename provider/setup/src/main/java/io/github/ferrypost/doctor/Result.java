package io.github.ferrypost.doctor;

import java.util.List;
import java.util.Objects;

/** What one check found, before {@link Examination} compares it with what other checks prove. Immutable. */
final class Result {
    private final Health health;
    private final boolean inferred;
    private final ReportText seen;
    private final List<ReportText> remedies;

    private Result(Health health, boolean inferred, ReportText seen, List<ReportText> remedies) {
        this.health = Objects.requireNonNull(health);
        this.inferred = inferred;
        this.seen = Objects.requireNonNull(seen);
        this.remedies = List.copyOf(remedies);
    }

    static Result ok(ReportText seen) {
        return of(Health.OK, seen, List.of());
    }

    static Result warning(ReportText seen, ReportText... remedies) {
        return of(Health.WARNING, seen, List.of(remedies));
    }

    static Result fault(ReportText seen, ReportText... remedies) {
        return of(Health.FAULT, seen, List.of(remedies));
    }

    /** The network or the service was in the way of an answer: asked again later, it may be OK or a fault. */
    static Result unanswered(ReportText seen, ReportText... remedies) {
        return of(Health.NOT_PROVEN, seen, List.of(remedies));
    }

    /** Asked again, the answer would be the same: permissions are missing, or it does not decide. */
    static Result notCheckable(ReportText seen, ReportText... remedies) {
        return of(Health.NOT_CHECKABLE, seen, List.of(remedies));
    }

    static Result skipped(ReportText seen) {
        return of(Health.SKIPPED, seen, List.of());
    }

    static Result of(Health health, ReportText seen, List<ReportText> remedies) {
        return new Result(health, false, seen, remedies);
    }

    /**
     * A copy for what the check only concludes from the form of a value, a directory or pasted output. It blocks no
     * check; a proof turns it into a note, and only a proof that failed leaves it a fault.
     */
    Result inferred() {
        return new Result(health, true, seen, remedies);
    }

    boolean isInferred() {
        return inferred;
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
