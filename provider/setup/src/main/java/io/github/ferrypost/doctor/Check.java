package io.github.ferrypost.doctor;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A row of the table of checks. Immutable. */
final class Check {
    private final String id;
    private final List<Integer> steps;
    private final List<String> after;
    private final Predicate<CheckContext> applies;
    private final Function<CheckContext, Result> look;

    private Check(
            String id,
            List<Integer> steps,
            List<String> after,
            Predicate<CheckContext> applies,
            Function<CheckContext, Result> look) {
        this.id = id;
        this.steps = List.copyOf(steps);
        this.after = List.copyOf(after);
        this.applies = applies;
        this.look = look;
    }

    /** @param steps of the handbook, 1 to 12 */
    static Check of(String id, Integer... steps) {
        return new Check(id, List.of(steps), List.of(), context -> true, context -> {
            throw new IllegalStateException(id);
        });
    }

    /** Runs only if these checks passed. */
    Check after(String... ids) {
        return new Check(id, steps, List.of(ids), applies, look);
    }

    /** Omitted silently unless this condition holds. */
    Check when(Predicate<CheckContext> condition) {
        return new Check(id, steps, after, condition, look);
    }

    Check by(Function<CheckContext, Result> way) {
        return new Check(id, steps, after, applies, way);
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

    boolean applies(CheckContext context) {
        return applies.test(context);
    }

    Result look(CheckContext context) {
        return look.apply(context);
    }

    @Override
    public String toString() {
        return id;
    }
}
