package io.github.ferrypost.bridge.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is: accounts one after the other, and within an account new mail and mail that was tried before in
 * alternation. So one account with a long queue delays no other, thousands of retries after an outage do not delay the mail
 * of today, nor that mail the retries. For one thread.
 */
final class FairScheduler {
    private Optional<String> lastAccount = Optional.empty();
    private final Set<String> oldIsNext = new HashSet<>();

    /** The account that was served last; the one after it is next. */
    Optional<String> lastAccount() {
        return lastAccount;
    }

    /** Mail of one account that is due, new and old, each in the order it is due. */
    static final class Lane {
        private final String account;
        private final int room;
        private final Deque<Long> fresh;
        private final Deque<Long> old;
        private int taken;

        /** @param room how many may be taken */
        Lane(String account, int room, List<Long> fresh, List<Long> old) {
            this.account = account;
            this.room = room;
            this.fresh = new ArrayDeque<>(fresh);
            this.old = new ArrayDeque<>(old);
        }

        private boolean hasNext() {
            return taken < room && !(fresh.isEmpty() && old.isEmpty());
        }
    }

    /** Takes from the lanes in turn, at most {@code max}. */
    List<Long> take(List<Lane> lanes, int max) {
        List<Long> taken = new ArrayList<>();
        Deque<Lane> waiting = new ArrayDeque<>();
        lanes.stream().filter(Lane::hasNext).forEach(waiting::add);
        while (taken.size() < max && !waiting.isEmpty()) {
            Lane lane = waiting.poll();
            taken.add(next(lane));
            lastAccount = Optional.of(lane.account);
            if (lane.hasNext()) {
                waiting.add(lane);
            }
        }
        return taken;
    }

    private long next(Lane lane) {
        lane.taken++;
        boolean old = lane.fresh.isEmpty() || (oldIsNext.contains(lane.account) && !lane.old.isEmpty());
        if (old) {
            oldIsNext.remove(lane.account);
        } else {
            oldIsNext.add(lane.account);
        }
        return old ? lane.old.poll() : lane.fresh.poll();
    }
}
