package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.bridge.listen.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits repeated log lines: in each minute it writes the first few of a client, and of all clients together, and
 * counts the rest; the minute ends with one total per client. So neither the log nor the memory for it grows with what
 * clients do. Safe for use by many threads.
 */
final class RepeatedLines {
    /** How many clients are counted separately in one minute; all others share a total. */
    static final int CLIENTS = 100;

    static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /**
     * How many lines were suppressed.
     *
     * @param client address or network; "others" for the shared total
     * @param last the last suppressed line
     */
    record Sum(String client, long count, String last) {}

    private static final class Count {
        private int written;
        private long leftOut;
        private String last = "";
    }

    private final int perClient;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<AddressBlock, Count> clients = new LinkedHashMap<>();
    private Count others = new Count();
    private int written;
    private long start;

    /**
     * @param perClient lines per minute for each client
     * @param most lines per minute for all clients together
     */
    RepeatedLines(int perClient, int most, LongSupplier nanoTime) {
        this.perClient = perClient;
        this.most = most;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whether to write this line now; otherwise it is counted. */
    synchronized boolean mayWrite(InetAddress client, String line) {
        AddressBlock block = AddressBlock.of(client);
        Count count = clients.get(block);
        if (count == null && clients.size() < CLIENTS) {
            count = new Count();
            clients.put(block, count);
        }
        if (count != null && count.written < perClient && written < most) {
            count.written++;
            written++;
            return true;
        }
        Count into = count == null ? others : count;
        into.leftOut++;
        into.last = line;
        return false;
    }

    /** The totals, if the minute is over or {@code now} is true; starts a new minute. */
    synchronized List<Sum> due(boolean now) {
        if (!now && nanoTime.getAsLong() - start < MINUTE) {
            return List.of();
        }
        List<Sum> sums = new ArrayList<>();
        clients.forEach((client, count) -> addTo(sums, client.text(), count));
        addTo(sums, "others", others);
        clients.clear();
        others = new Count();
        written = 0;
        start = nanoTime.getAsLong();
        return sums;
    }

    private static void addTo(List<Sum> sums, String client, Count count) {
        if (count.leftOut > 0) {
            sums.add(new Sum(client, count.leftOut, count.last));
        }
    }
}
