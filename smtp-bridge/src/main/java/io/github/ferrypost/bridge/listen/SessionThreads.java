package io.github.ferrypost.bridge.listen;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts a thread for each session. If memory or the system's threads are exhausted, it rejects
 * the session, whose connection is then closed, and the acceptor thread that called it continues.
 */
final class SessionThreads extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 60;

    SessionThreads(ThreadFactory factory) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public void execute(Runnable session) {
        try {
            super.execute(session);
        } catch (OutOfMemoryError e) {
            throw new RejectedExecutionException("no thread for a session", e);
        }
    }
}
