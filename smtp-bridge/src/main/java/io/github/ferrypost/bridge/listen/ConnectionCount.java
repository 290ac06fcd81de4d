package io.github.ferrypost.bridge.listen;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections: in total, from other machines, and by address. Clients on this machine have no limit per address,
 * because they all share one; the reserved connections are theirs. Safe for use by many threads.
 */
final class ConnectionCount {
    /** Whether a new connection is accepted. */
    enum Answer {
        ACCEPTED,
        FULL,
        FULL_FOR_ADDRESS
    }

    private ListenerLimits.Connections limits;
    private final Map<AddressBlock, Integer> byAddress = new HashMap<>();
    private int all;
    private int elsewhere;

    ConnectionCount(ListenerLimits.Connections limits) {
        this.limits = limits;
    }

    /** From now on, for new connections. */
    synchronized void limit(ListenerLimits.Connections newLimits) {
        limits = newLimits;
    }

    /** Counts the client if it is accepted; the caller then calls {@link #leave} exactly once. */
    synchronized Answer enter(InetAddress client) {
        boolean local = client.isLoopbackAddress();
        if (all >= limits.all() || (!local && elsewhere >= limits.elsewhere())) {
            return Answer.FULL;
        }
        AddressBlock block = AddressBlock.of(client);
        if (!local && byAddress.getOrDefault(block, 0) >= limits.perAddress()) {
            return Answer.FULL_FOR_ADDRESS;
        }
        all++;
        if (!local) {
            elsewhere++;
            byAddress.merge(block, 1, Integer::sum);
        }
        return Answer.ACCEPTED;
    }

    synchronized void leave(InetAddress client) {
        all--;
        if (!client.isLoopbackAddress()) {
            elsewhere--;
            byAddress.computeIfPresent(AddressBlock.of(client), (block, count) -> count == 1 ? null : count - 1);
        }
    }
}
