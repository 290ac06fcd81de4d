package io.github.ferrypost.bridge.thread;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Starts the threads that delivery depends on and tracks whether they run. Without its acceptor or its queue runner a
 * bridge looks alive but does nothing, so a thread that ends with a {@link Throwable} is reported at once, and the
 * report ends the process. Safe for use by many threads.
 */
public final class EssentialThreads {
    private final BiConsumer<String, Throwable> onFailure;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /**
     * @param onFailure is called in the failed thread with its name and the cause; {@link ProcessExit} in a running
     *     bridge
     */
    public EssentialThreads(BiConsumer<String, Throwable> onFailure) {
        this.onFailure = Objects.requireNonNull(onFailure);
    }

    /**
     * Starts a daemon thread. If {@code body} returns, the thread has finished normally, for example at shutdown; if it
     * throws, the thread has failed.
     */
    public Thread start(String name, Runnable body) {
        Thread thread = new Thread(() -> run(name, body), name);
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
        return thread;
    }

    /**
     * Reports the failure of an essential thread that another library started.
     *
     * @param name of the thread, as the log and the health page show it
     */
    public void failed(String name, Throwable cause) {
        failed.add(name);
        onFailure.accept(name, cause);
    }

    /** The names of failed threads; empty while all is well. */
    public List<String> failures() {
        return failed.stream().sorted().toList();
    }

    /** The names of running threads. */
    public List<String> running() {
        return running.stream().map(Thread::getName).sorted().toList();
    }

    private void run(String name, Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            failed(name, e);
        } finally {
            running.remove(Thread.currentThread());
        }
    }
}
