package io.github.ferrypost.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run through the table of checks. A proof outranks what other checks conclude or cannot answer, so a finding that
 * a later check may settle is held back until that check has run. For one thread.
 */
final class Examination {
    private final List<Check> rows;
    private final CheckContext context;
    private final DoctorListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<String> faulty = new HashSet<>();
    /** Checks that found a fault, or were skipped because of one. */
    private final Set<String> blocked = new HashSet<>();
    /** Checks that did not pass, whatever the reason. */
    private final Set<String> open = new HashSet<>();

    Examination(List<Check> rows, CheckContext context, DoctorListener listener) {
        this.rows = rows;
        this.context = context;
        this.listener = listener;
    }

    List<Finding> run() {
        int number = 0;
        for (int i = 0; i < rows.size(); i++) {
            Check check = rows.get(i);
            List<Check> later = rows.subList(i + 1, rows.size());
            if (check.applies(context)) {
                number++;
                int further =
                        (int) later.stream().filter(row -> row.applies(context)).count();
                listener.checking(context.say("title." + check.id()), number, number + further);
                take(check);
            }
            release(later);
        }
        return findings;
    }

    private void take(Check check) {
        Optional<String> obstacle = obstacle(check);
        Result result = obstacle.isPresent() ? skipped(obstacle.get()) : look(check);
        held.add(new Held(check, result));
        if (result.isInferred()) {
            open.add(check.id());
            return;
        }
        if (result.health() == Health.FAULT) {
            faulty.add(check.id());
        }
        // a check that sending does not need, and that skipped itself, blocks no later one
        boolean skipped = result.health() == Health.SKIPPED && check.isNeeded(context);
        if (result.health() == Health.FAULT || obstacle.isPresent() || skipped) {
            blocked.add(check.id());
        }
        if (result.health() != Health.OK && result.health() != Health.WARNING) {
            open.add(check.id());
        } else if (check.proves().contains(check.id())) {
            context.prove(check.id());
        }
    }

    /** A check that throws is our bug: the remaining checks are still useful. */
    private Result look(Check check) {
        try {
            return check.look(context);
        } catch (NoClassDefFoundError e) {
            // the drop-in jar contains no mail library: it uses the one it finds
            return Result.notCheckable(
                    context.say("seen.no-library", "class", String.valueOf(e.getMessage())),
                    context.say("remedy.library"));
        } catch (RuntimeException e) {
            return Result.notCheckable(
                    context.say("seen.broken", "why", e.getClass().getSimpleName()));
        }
    }

    private Optional<String> obstacle(Check check) {
        if (check.after().contains(Check.EVERYTHING)) {
            return rows.stream().map(Check::id).filter(faulty::contains).findFirst();
        }
        return check.after().stream()
                .filter(blocked::contains)
                .findFirst()
                .or(() -> check.using().stream().filter(open::contains).findFirst());
    }

    private Result skipped(String obstacle) {
        return Result.skipped(context.say("seen.skipped", "check", "title." + obstacle));
    }

    private void release(List<Check> later) {
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held next = each.next();
            if (!next.mayBeSettled(later)) {
                each.remove();
                Finding finding = next.finding();
                findings.add(finding);
                listener.found(finding);
            }
        }
    }

    /** A result that may still be overruled. */
    private final class Held {
        private final Check check;
        private final Result result;
        private final List<String> proofs;

        private Held(Check check, Result result) {
            this.check = check;
            this.result = result;
            // the proofs for the roads in use
            this.proofs = rows.stream()
                    .filter(row -> row.isNeeded(context))
                    .map(Check::id)
                    .filter(check.settledBy()::contains)
                    .collect(Collectors.toList());
        }

        private boolean isDoubtful() {
            Health health = result.health();
            // with a fault no test message is sent, which alone could settle what was skipped
            boolean unknown = health == Health.NOT_PROVEN
                    || health == Health.NOT_CHECKABLE
                    || (health == Health.SKIPPED && faulty.isEmpty());
            return result.isInferred() || (unknown && check.isNeeded(context));
        }

        private boolean mayBeSettled(List<Check> later) {
            return isDoubtful()
                    && !isSettled()
                    && later.stream()
                            .filter(row -> row.applies(context))
                            .flatMap(row -> row.proves().stream())
                            .anyMatch(proofs::contains);
        }

        private boolean isSettled() {
            return !proofs.isEmpty() && proofs.stream().allMatch(context::isProven);
        }

        private Finding finding() {
            ReportText title = context.say("title." + check.id());
            ReportText lookedAt = context.say("looked." + check.id());
            boolean needed = check.isNeeded(context);
            return Finding.of(check, needed, title, lookedAt, health(needed), result, context.secrets());
        }

        private Health health(boolean needed) {
            Health health = result.health();
            boolean settled = isDoubtful() && isSettled();
            if (settled && health != Health.NOT_PROVEN) {
                return Health.NOTE;
            }
            if (result.isInferred()) {
                return proofs.stream().anyMatch(faulty::contains) ? health : Health.WARNING;
            }
            if (health == Health.NOT_PROVEN) {
                return needed && !settled ? health : Health.WARNING;
            }
            return health == Health.NOT_CHECKABLE && needed ? Health.NOT_PROVEN : health;
        }
    }
}
