package io.github.ferrypost.transport;

import io.github.ferrypost.util.Uninterrupted;
import jakarta.mail.event.MailEvent;
import java.time.Duration;
import java.util.EventListener;
import java.util.Vector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Goes before the first event of a connection, so that none is lost. Jakarta Mail's event queue starts its thread at the
 * first event, and that thread finds nothing to do if the connection is closed before it runs. Angus is never so quick; we
 * are, where a mail goes out on a warm link.
 */
final class EventQueueStarter extends MailEvent {
    private static final long serialVersionUID = 1L;
    /** Against a program's own executor ({@code mail.event.executor}) that is busy: then the event is late, as it is in Angus. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final transient CountDownLatch running = new CountDownLatch(1);

    EventQueueStarter(Object source) {
        super(source);
    }

    @Override
    public void dispatch(Object listener) {
        running.countDown();
    }

    /** What the queue wants to have: somebody to dispatch to. */
    @SuppressWarnings("JdkObsolete") // the queue takes nothing else
    static Vector<EventListener> nobody() {
        Vector<EventListener> vector = new Vector<>(1);
        vector.add(new EventListener() {});
        return vector;
    }

    void await() {
        if (!Uninterrupted.await(PATIENCE, nanos -> running.await(nanos, TimeUnit.NANOSECONDS))) {
            System.getLogger("io.github.ferrypost")
                    .log(System.Logger.Level.DEBUG, "The executor of mail events is busy");
        }
    }
}
