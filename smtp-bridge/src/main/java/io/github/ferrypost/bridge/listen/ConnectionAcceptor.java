package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * The server socket, which also watches the thread that accepts on it. subethasmtp starts that thread and reports
 * neither its death nor that it stopped accepting because its connection count is wrong. In both cases the kernel still
 * completes connections on the port. Safe for use by many threads.
 */
final class ConnectionAcceptor extends ServerSocket {
    /** How long, in nanoseconds, the thread may spend on one connection before it counts as stuck. */
    private static final long STUCK = Duration.ofSeconds(10).toNanos();

    private final EssentialThreads threads;
    private volatile Thread thread;
    private volatile boolean accepting;
    private volatile long since = System.nanoTime();

    ConnectionAcceptor(EssentialThreads threads) throws IOException {
        this.threads = threads;
    }

    @Override
    public Socket accept() throws IOException {
        if (thread == null) {
            thread = Thread.currentThread();
            thread.setUncaughtExceptionHandler((acceptor, cause) -> report(acceptor, cause));
        }
        accepting = true;
        try {
            return super.accept();
        } finally {
            since = System.nanoTime();
            accepting = false;
        }
    }

    private void report(Thread acceptor, Throwable cause) {
        if (!isClosed()) {
            threads.failed(acceptor.getName(), cause);
        }
    }

    /** Whether a client that connects now would be accepted. */
    boolean isAccepting() {
        Thread acceptor = thread;
        boolean begun = acceptor == null || acceptor.isAlive();
        return !isClosed() && begun && (accepting || System.nanoTime() - since < STUCK);
    }
}
