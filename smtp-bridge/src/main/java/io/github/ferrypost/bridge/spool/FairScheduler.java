package io.github.ferrypost.bridge.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the next entries: accounts in turn, and within an account new and retried messages in alternation. So an
 * account with a long queue does not delay others, and thousands of retries after an outage and new messages do not
 * delay each other. Not thread-safe.
 */
final class FairScheduler {
    /** With {@code mailbox = *} each sender is an account; forgetting whose turn it is costs one message a turn. */
    private static final int MOST_REMEMBERED = 10_000;

    private Optional<String> lastAccount = Optional.empty();
    private final Set<String> oldIsNext = new HashSet<>();

    /** The account that was served last; the next one comes after it. */
    Optional<String> lastAccount() {
        return lastAccount;
    }

    /** The entries of one account that are due, new and retried, each in due order. */
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

    /** Takes entries from the lanes in turn, at most {@code max}. */
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
            if (oldIsNext.size() >= MOST_REMEMBERED) {
                oldIsNext.clear();
            }
            oldIsNext.add(lane.account);
        }
        return old ? lane.old.poll() : lane.fresh.poll();
    }
}
