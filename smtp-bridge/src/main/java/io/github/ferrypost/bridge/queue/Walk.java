package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Visits entries page by page, so that it never blocks the bridge's writer for long. */
record Walk(Spool spool, Filter filter) {
    private static final int PAGE = 200;

    /** Handles one entry. */
    @FunctionalInterface
    interface Step {
        void take(Entry entry) throws Exception;
    }

    List<Entry> from(Optional<EntryId> start, int most) throws SpoolException {
        List<Entry> all = new ArrayList<>();
        Optional<EntryId> after = start;
        while (all.size() < most) {
            List<Entry> page = spool.list(filter, after, Math.min(PAGE, most - all.size()));
            if (page.isEmpty()) {
                break;
            }
            all.addAll(page);
            after = Optional.of(page.get(page.size() - 1).id());
        }
        return all;
    }

    /**
     * Visits each entry once, even if the step changes what the filter matches.
     *
     * @return how many there were
     */
    int each(Step step) throws Exception {
        int count = 0;
        Optional<EntryId> after = Optional.empty();
        List<Entry> page = spool.list(filter, after, PAGE);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                step.take(entry);
                count++;
            }
            after = Optional.of(page.get(page.size() - 1).id());
            page = spool.list(filter, after, PAGE);
        }
        return count;
    }
}
