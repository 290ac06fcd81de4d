package io.github.ferrypost.bridge.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.exchange.Delivered;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was acknowledged and what arrived. Thread-safe. */
final class SoakRecord {
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> damaged = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();
    private final AtomicInteger deferred = new AtomicInteger();

    void answered(String recipient, String reply) {
        switch (reply.charAt(0)) {
            case '2' -> acknowledged.add(recipient);
            case '4' -> deferred.incrementAndGet();
            default -> refused.add(recipient + ": " + reply);
        }
    }

    /** A connection that ended while the bridge ran. */
    void dropped(String what) {
        dropped.add(what);
    }

    /** Mail of the hostile clients, which have addresses of their own, does not count. */
    void arrived(Delivered mail) {
        String recipient = mail.recipients().iterator().next();
        if (recipient.startsWith("good-")) {
            arrived.merge(recipient, 1, Integer::sum);
            if (!SoakMail.isWhole(mail)) {
                damaged.add(recipient);
            }
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    void assertEverythingArrivedOnce() {
        assertThat(acknowledged).as("acknowledged and lost").allMatch(arrived::containsKey);
        assertThat(arrived.entrySet()).as("arrived twice").allMatch(each -> each.getValue() == 1);
        assertThat(damaged).as("not as it was sent").isEmpty();
        assertThat(refused).as("refused for good").isEmpty();
        assertThat(dropped).as("dropped by a bridge that runs").isEmpty();
    }

    @Override
    public String toString() {
        return acknowledged.size() + " acknowledged, " + arrived.size() + " arrived, " + deferred + " deferred, "
                + refused.size() + " refused, " + dropped.size() + " dropped";
    }
}
