package io.github.ferrypost.bridge.thread;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Starts the threads that mail depends on and knows whether they run. A bridge without its acceptor or its queue runner
 * looks alive and does nothing, so a thread that ends with a {@link Throwable} is reported at once, and the report ends the
 * process. Safe for use by many threads.
 */
public final class EssentialThreads {
    private final BiConsumer<String, Throwable> onFailure;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** @param onFailure gets the name of a thread and what ended it, in that thread; {@link ProcessExit} in a running bridge */
    public EssentialThreads(BiConsumer<String, Throwable> onFailure) {
        this.onFailure = Objects.requireNonNull(onFailure);
    }

    /**
     * Starts a daemon thread. A {@code body} that returns has finished its work, as when the bridge stops; one that throws
     * has failed.
     */
    public Thread start(String name, Runnable body) {
        Thread thread = new Thread(() -> run(name, body), name);
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
        return thread;
    }

    /**
     * Reports that an essential thread which another library started has failed.
     *
     * @param name of the thread, as the log and the health page show it
     */
    public void failed(String name, Throwable cause) {
        failed.add(name);
        onFailure.accept(name, cause);
    }

    /** The names of the threads that have failed; empty while all is well. */
    public List<String> failures() {
        return failed.stream().sorted().toList();
    }

    /** The names of the threads that run now. */
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
