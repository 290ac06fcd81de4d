package io.github.ferrypost.bridge.thread;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default uncaught exception handler of a running bridge. An essential thread of another library, and an
 * {@link OutOfMemoryError} in any thread, count as the failure of an essential thread: after it any thread may have
 * lost its state. Any other error ends only its own thread and is logged. Safe for use by many threads.
 */
public final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

    private final EssentialThreads threads;
    private final List<String> essential;

    /** @param essential name prefixes of essential threads that other libraries start */
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

    /** A {@link StackOverflowError} is also a {@link VirtualMachineError}, but affects one thread only. */
    private static boolean endsTheProcess(Throwable error) {
        return error instanceof OutOfMemoryError || error instanceof InternalError;
    }
}
