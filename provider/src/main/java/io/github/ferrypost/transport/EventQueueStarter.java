package io.github.ferrypost.transport;

import io.github.ferrypost.util.Uninterrupted;
import jakarta.mail.event.MailEvent;
import java.time.Duration;
import java.util.EventListener;
import java.util.Vector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Precedes the first event of a connection so that no event is lost. Jakarta Mail's event queue starts its thread at
 * the first event; if the connection closes before the thread runs, the event is dropped. Angus is never that fast;
 * sending on a pooled connection can be.
 */
final class EventQueueStarter extends MailEvent {
    private static final long serialVersionUID = 1L;
    /**
     * Bounds the wait if a program's own executor ({@code mail.event.executor}) is busy; the event is then late, as
     * with Angus.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final transient CountDownLatch running = new CountDownLatch(1);

    EventQueueStarter(Object source) {
        super(source);
    }

    @Override
    public void dispatch(Object listener) {
        running.countDown();
    }

    /** The queue needs a listener to dispatch to. */
    @SuppressWarnings("JdkObsolete") // the queue accepts no other type
    static Vector<EventListener> nobody() {
        Vector<EventListener> vector = new Vector<>(1);
        vector.add(new EventListener() {});
        return vector;
    }

    void await() {
        if (!Uninterrupted.await(PATIENCE, nanos -> running.await(nanos, TimeUnit.NANOSECONDS))) {
            System.getLogger("io.github.ferrypost")
                    .log(System.Logger.Level.DEBUG, "The executor for mail events is busy");
        }
    }
}
