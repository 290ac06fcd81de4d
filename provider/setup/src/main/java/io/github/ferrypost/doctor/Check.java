package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of checks: what it looks at, whether sending needs it, and how it depends on other rows. Not
 * changed once it is in the table.
 */
final class Check {
    /** In {@link #after}: all earlier checks. */
    static final String EVERYTHING = "*";

    private final String id;
    private final List<Integer> steps;
    private List<String> after = List.of();
    private List<String> using = List.of();
    private List<String> settledBy = List.of();
    private List<String> proves;
    private Set<RoadName> roads = Set.of();
    private Predicate<CheckContext> applies = context -> true;
    private @Nullable Function<CheckContext, Result> look;

    private Check(String id, List<Integer> steps) {
        this.id = id;
        this.steps = steps;
        this.proves = List.of(id);
    }

    /** @param steps of the handbook, 1 to 12 */
    static Check of(String id, Integer... steps) {
        return new Check(id, List.of(steps));
    }

    /** Skipped if one of these found a fault, because it would only report the same fault again. */
    Check after(String... ids) {
        after = List.of(ids);
        return this;
    }

    /** Skipped unless these passed, because it works with what they found. */
    Check using(String... ids) {
        using = List.of(ids);
        return this;
    }

    /** Sending by any of these roads needs it: without an answer, sending is not proven. */
    Check neededBy(RoadName... names) {
        roads = Set.of(names);
        return this;
    }

    /** Whatever it concludes or cannot answer is only a note once these have passed. */
    Check settledBy(String... ids) {
        settledBy = List.of(ids);
        return this;
    }

    /** What it can prove; without this, only itself. */
    Check proves(String... ids) {
        proves = List.of(ids);
        return this;
    }

    /** Omitted silently unless this condition holds. */
    Check when(Predicate<CheckContext> condition) {
        applies = condition;
        return this;
    }

    Check by(Function<CheckContext, Result> way) {
        look = way;
        return this;
    }

    String id() {
        return id;
    }

    List<Integer> steps() {
        return steps;
    }

    List<String> after() {
        return after;
    }

    List<String> using() {
        return using;
    }

    List<String> settledBy() {
        return settledBy;
    }

    List<String> proves() {
        return proves;
    }

    Set<RoadName> neededBy() {
        return roads;
    }

    boolean isNeeded(CheckContext context) {
        return roads.stream().anyMatch(context::uses);
    }

    boolean applies(CheckContext context) {
        return applies.test(context);
    }

    Result look(CheckContext context) {
        return Objects.requireNonNull(look, id).apply(context);
    }

    @Override
    public String toString() {
        return id;
    }
}
