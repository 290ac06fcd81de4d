package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.MessageRate;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the messages of clients that have a rate. A client that was silent may send a minute's messages at once. Safe
 * for use by many threads.
 */
final class MessageRates {
    /** How many clients are remembered; the one that sent longest ago is dropped first. */
    static final int CLIENTS = 10_000;

    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private record Allowance(double messages, long at) {}

    private final LongSupplier nanoTime;
    private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
            return size() > CLIENTS;
        }
    };

    MessageRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a message, unless there were too many. */
    synchronized boolean mayBegin(MessageRate rate, InetAddress client) {
        String key = rate.owner() + (rate.perAddress() ? "/" + AddressBlock.of(client) : "");
        long now = nanoTime.getAsLong();
        Allowance before = allowances.getOrDefault(key, new Allowance(rate.perMinute(), now));
        double left = Math.min(rate.perMinute(), before.messages + (now - before.at) / MINUTE * rate.perMinute());
        boolean may = left >= 1;
        allowances.put(key, new Allowance(may ? left - 1 : left, now));
        return may;
    }
}
