package io.github.ferrypost.bridge.thread;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default handler of a running bridge for whatever ends a thread. An essential thread that another library starts, and
 * an {@link OutOfMemoryError} anywhere, count as the failure of an essential thread: after it nobody knows which other
 * thread has lost its state. Any other error costs its own thread only, and is logged. Safe for use by many threads.
 */
public final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

    private final EssentialThreads threads;
    private final List<String> essential;

    /** @param essential how the names begin of essential threads that other libraries start */
    public UncaughtErrors(EssentialThreads threads, List<String> essential) {
        this.threads = threads;
        this.essential = List.copyOf(essential);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (endsTheProcess(error) || essential.stream().anyMatch(thread.getName()::startsWith)) {
            threads.failed(thread.getName(), error);
        } else {
            LOG.error("Thread {} ended with an error", thread.getName(), error);
        }
    }

    /** A {@link StackOverflowError} is a {@link VirtualMachineError} too, but it concerns one thread only. */
    private static boolean endsTheProcess(Throwable error) {
        return error instanceof OutOfMemoryError || error instanceof InternalError;
    }
}
