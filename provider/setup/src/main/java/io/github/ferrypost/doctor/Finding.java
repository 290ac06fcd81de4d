package io.github.ferrypost.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One check and its result. Immutable; contains no secret. */
public final class Finding {
    private final String id;
    private final List<Integer> steps;
    private final boolean needed;
    private final ReportText title;
    private final ReportText lookedAt;
    private final Health health;
    private final ReportText seen;
    private final List<ReportText> remedies;

    private Finding(
            String id,
            List<Integer> steps,
            boolean needed,
            ReportText title,
            ReportText lookedAt,
            Health health,
            ReportText seen,
            List<ReportText> remedies) {
        this.id = Objects.requireNonNull(id);
        this.steps = List.copyOf(steps);
        this.needed = needed;
        this.title = Objects.requireNonNull(title);
        this.lookedAt = Objects.requireNonNull(lookedAt);
        this.health = Objects.requireNonNull(health);
        this.seen = Objects.requireNonNull(seen);
        this.remedies = List.copyOf(remedies);
    }

    /** @param secrets redacted from all texts */
    static Finding of(
            Check check,
            boolean needed,
            ReportText title,
            ReportText lookedAt,
            Health health,
            Result result,
            Collection<String> secrets) {
        return new Finding(
                check.id(),
                check.steps(),
                needed,
                title,
                lookedAt.without(secrets),
                health,
                result.seen().without(secrets),
                result.remedies().stream().map(text -> text.without(secrets)).collect(Collectors.toList()));
    }

    /** The check's name, the same in every language and version: {@code tenant-id}, {@code token-graph}. */
    public String id() {
        return id;
    }

    /** The handbook's steps that it covers, 1 to 12; empty if the handbook does not mention it. */
    public List<Integer> steps() {
        return steps;
    }

    /** Whether sending with these settings needs what was checked. */
    public boolean isNeeded() {
        return needed;
    }

    /** Whether sending is not proven because of this finding. */
    public boolean isUnproven() {
        return health == Health.NOT_PROVEN || (needed && health == Health.SKIPPED);
    }

    public ReportText title() {
        return title;
    }

    public ReportText lookedAt() {
        return lookedAt;
    }

    public Health health() {
        return health;
    }

    public ReportText seen() {
        return seen;
    }

    /** Remedies, the likeliest first; each a sentence with the portal's page and field, or a command to paste. */
    public List<ReportText> remedies() {
        return remedies;
    }

    @Override
    public String toString() {
        return id + " " + health + ": " + seen;
    }
}
