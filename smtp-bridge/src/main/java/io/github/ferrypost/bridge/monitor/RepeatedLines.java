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
 * Decides which of many alike lines are written: in each minute the first few of a client, and of all clients together;
 * the others are counted, and the minute ends with one sum for each client. So neither the log nor the memory for it grows
 * with what clients do. Safe for use by many threads.
 */
final class RepeatedLines {
    /** Clients of one minute that are counted by themselves; all further ones share a sum. */
    static final int CLIENTS = 100;

    static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /**
     * How many lines were left out.
     *
     * @param client address or network; "others" for those that share a sum
     * @param last the last of the lines
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
     * @param perClient lines a minute that each client gets
     * @param most lines a minute that all of them get together
     */
    RepeatedLines(int perClient, int most, LongSupplier nanoTime) {
        this.perClient = perClient;
        this.most = most;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whether this line is written now; otherwise it is counted. */
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

    /** The sums of the minute, once it is over or {@code now} is true; a new minute begins. */
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
