package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.bridge.alert.AlertBook.Due;
import io.github.ferrypost.bridge.alert.AlertBook.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports incidents to one target, in a thread of its own. A target that fails is asked again for as long as there is
 * something to report; the failure is logged once, and is no alert itself.
 */
final class AlertSender implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

    /** More than this at the same time become one summary. */
    static final int SINGLE = 3;
    /** After a failure the wait doubles from the first to the longest. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /** The clock may be set while the thread waits. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Between two looks, so that a storm of alerts costs one write of the file per second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AlertBook book;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile AlertTarget target;
    private volatile AlertWriter writer;
    private int failures;
    private Instant notBefore = Instant.MIN;

    AlertSender(AlertTarget target, AlertBook book, AlertWriter writer, Clock clock) {
        this.target = target;
        this.book = book;
        this.writer = writer;
        this.clock = clock;
    }

    /** The next message goes to this target instead, which has the same name. */
    void follow(AlertTarget newTarget, AlertWriter newWriter) {
        target = newTarget;
        writer = newWriter;
    }

    @Override
    public void run() {
        long seen = -1;
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                Duration wait = turnSafely();
                seen = book.await(seen, wait.compareTo(LOOK) < 0 ? wait : LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts no further attempt. */
    @Override
    public void close() {
        stop.countDown();
    }

    private Duration turnSafely() {
        try {
            return turn();
        } catch (RuntimeException | Error e) {
            // nothing else would report incidents to this target if the thread ended
            LOG.error("Alerts by {} failed inside the bridge", target.name(), e);
            return LOOK;
        }
    }

    /** Reports what is due; returns how long it has nothing to do unless an incident changes. */
    Duration turn() {
        book.save();
        Due due = book.due(target.name());
        Instant now = clock.instant();
        // a wait that is longer than any was set before the clock went back
        boolean waits = notBefore.isAfter(now) && !notBefore.isAfter(now.plus(LONGEST_WAIT));
        if (due.now().isEmpty() || waits) {
            return Stream.concat(due.next().stream(), waits ? Stream.of(notBefore) : Stream.empty())
                    .min(Comparator.naturalOrder())
                    .map(next -> Duration.between(now, next))
                    .orElse(LOOK);
        }
        boolean all = due.now().size() <= SINGLE
                ? due.now().stream().allMatch(notice -> send(List.of(notice), writer.one(notice, now)))
                : send(due.now(), writer.summary(due.now(), now));
        book.save();
        return all ? Duration.ZERO : Duration.between(now, notBefore);
    }

    private boolean send(List<Notice> notices, AlertMessage message) {
        AlertTarget.Result result = target.send(message);
        if (result.sent()) {
            book.reported(target.name(), notices);
            if (failures > 0) {
                LOG.info("Alerts by {} work again: {}", target.name(), result.said());
            }
            failures = 0;
            return true;
        }
        failures++;
        notBefore = clock.instant().plus(wait(result));
        if (failures == 1) {
            LOG.warn("An alert could not be sent by {}, and is sent again later: {}", target.name(), result.said());
        }
        return false;
    }

    private Duration wait(AlertTarget.Result result) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration asked = result.pause().orElse(Duration.ZERO);
        Duration longer = asked.compareTo(doubled) > 0 ? asked : doubled;
        return longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
    }
}
