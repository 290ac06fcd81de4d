package io.github.ferrypost.bridge.web;

import java.util.function.BiConsumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The web page's threads. Jetty handles an Error in a request itself; an Error that reaches this class has ended the
 * accepting or selecting of connections, so that the port would accept connections and never answer them.
 */
final class PageThreads extends QueuedThreadPool {
    /** How many threads; enough for one person and a program or two. */
    private static final int MOST = 8;

    private final BiConsumer<String, Throwable> onFailure;

    /** @param onFailure gets the thread's name and the cause */
    PageThreads(BiConsumer<String, Throwable> onFailure) {
        super(MOST, 1);
        this.onFailure = onFailure;
        setDaemon(true);
        setName("ferrypost-page");
    }

    @Override
    protected void runJob(Runnable job) {
        try {
            super.runJob(job);
        } catch (Error e) {
            onFailure.accept(Thread.currentThread().getName(), e);
            throw e;
        }
    }
}
