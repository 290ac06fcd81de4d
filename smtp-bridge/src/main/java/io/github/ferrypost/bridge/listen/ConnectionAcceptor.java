package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server socket, which also watches the thread that accepts on it. subethasmtp starts that thread and does not
 * report its death, and the kernel still completes connections on the port then. Hands connections to the session
 * threads itself: for each one that subethasmtp gets, it allocates 40 KB of buffers, which for 200 clients are a tenth
 * of the smallest recommended heap. Safe for use by many threads.
 */
final class ConnectionAcceptor extends ServerSocket {
    /** How long, in nanoseconds, the thread may spend on one connection before it counts as stuck. */
    private static final long STUCK = Duration.ofSeconds(10).toNanos();

    /** Permits that may become fewer while all are taken. */
    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1L;

        private int most;

        Places(int most) {
            super(most);
            this.most = most;
        }

        synchronized void limit(int newMost) {
            if (newMost > most) {
                release(newMost - most);
            } else {
                reducePermits(most - newMost);
            }
            most = newMost;
        }
    }

    private final EssentialThreads threads;
    private final Places places;
    private final Executor sessions;
    private final Consumer<Socket> session;
    private volatile @Nullable Thread thread;
    private volatile boolean accepting;
    private volatile long since = System.nanoTime();

    /**
     * @param most concurrent connections; further ones wait in the kernel
     * @param sessions runs a session for each connection
     * @param session closes its socket
     */
    ConnectionAcceptor(EssentialThreads threads, int most, Executor sessions, Consumer<Socket> session)
            throws IOException {
        this.threads = threads;
        this.places = new Places(most);
        this.sessions = sessions;
        this.session = session;
    }

    /** From now on, so many concurrent connections. */
    void limit(int most) {
        places.limit(most);
    }

    /** Hands on all connections; returns only by an exception, such as when it is closed. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            places.acquireUninterruptibly();
            boolean handedOn = false;
            try {
                handedOn = handOn(next());
            } finally {
                if (!handedOn) {
                    places.release();
                }
            }
        }
    }

    /** Returns whether the session gives its place back. */
    private boolean handOn(Socket socket) throws IOException {
        try {
            sessions.execute(() -> {
                try {
                    session.accept(socket);
                } finally {
                    places.release();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            socket.close();
            return false;
        }
    }

    private Socket next() throws IOException {
        if (thread == null) {
            Thread acceptor = Thread.currentThread();
            thread = acceptor;
            acceptor.setUncaughtExceptionHandler((failed, cause) -> report(failed, cause));
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
