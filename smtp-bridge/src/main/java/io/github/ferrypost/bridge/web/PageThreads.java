package io.github.ferrypost.bridge.web;

import java.util.function.BiConsumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The page's threads. Jetty answers an Error in a request by itself; one that comes through to here has ended its accepting
 * or selecting of connections, so that the port would take connections which nothing answers.
 */
final class PageThreads extends QueuedThreadPool {
    /** One person looks at the page, and a program or two. */
    private static final int MOST = 8;

    private final BiConsumer<String, Throwable> onFailure;

    /** @param onFailure gets the name of the thread and what ended its work */
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
