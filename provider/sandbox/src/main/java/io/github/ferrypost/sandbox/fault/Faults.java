package io.github.ferrypost.sandbox.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ordered failures that have not been used yet. Thread-safe; those for the same target apply in the order given.
 */
public final class Faults {
    private static final int ALWAYS = -1;

    private static final class Order {
        final Target target;
        final Fault fault;
        int skipped;
        int left;

        Order(Target target, Fault fault, int skipped, int left) {
            this.target = target;
            this.fault = fault;
            this.skipped = skipped;
            this.left = left;
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** Makes the next request at this target fail. */
    public Faults next(Target target, Fault fault) {
        return times(1, target, fault);
    }

    /** Makes the {@code n}-th request from now at this target fail, such as the third RCPT TO; 1 is the next. */
    public synchronized Faults nth(int n, Target target, Fault fault) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be positive: " + n);
        }
        orders.add(new Order(target, fault, n - 1, 1));
        return this;
    }

    /** Makes the next {@code n} requests at this target fail. */
    public synchronized Faults times(int n, Target target, Fault fault) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be positive: " + n);
        }
        orders.add(new Order(target, fault, 0, n));
        return this;
    }

    /** Makes every request at this target fail until {@link #clear}. */
    public synchronized Faults always(Target target, Fault fault) {
        orders.add(new Order(target, fault, 0, ALWAYS));
        return this;
    }

    /** Removes all ordered failures. */
    public synchronized void clear() {
        orders.clear();
    }

    /** Removes the failures ordered for this target. */
    public synchronized void clear(Target target) {
        orders.removeIf(order -> order.target == target);
    }

    /** How many failures ordered with {@code next} or {@code times} have not been used yet. */
    public synchronized int pending() {
        return orders.stream().mapToInt(order -> Math.max(order.left, 0)).sum();
    }

    /** Called by the services: uses up and returns the failure for this request, if any. The mailbox may be null. */
    public synchronized Optional<Fault> take(Target point, @Nullable String mailbox) {
        List<Order> early = new ArrayList<>();
        for (Order order : orders) {
            if (order.skipped > 0 && order.target.strikesAt(point) && order.fault.concerns(mailbox)) {
                order.skipped--;
                early.add(order);
            }
        }
        Optional<Fault> particular = take(point, mailbox, true, early);
        return particular.isPresent() ? particular : take(point, mailbox, false, early);
    }

    /** @param early orders whose turn has not come, which let this request pass */
    private Optional<Fault> take(Target point, @Nullable String mailbox, boolean exact, List<Order> early) {
        for (Iterator<Order> i = orders.iterator(); i.hasNext(); ) {
            Order order = i.next();
            boolean here = exact ? order.target == point : order.target.strikesAt(point);
            if (here && order.fault.concerns(mailbox) && !early.contains(order)) {
                if (order.left != ALWAYS && --order.left == 0) {
                    i.remove();
                }
                return Optional.of(order.fault);
            }
        }
        return Optional.empty();
    }
}
