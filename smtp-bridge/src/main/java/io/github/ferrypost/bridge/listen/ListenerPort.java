package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.ServerSocketCreator;

/**
 * A bound address: its socket, the thread that accepts on it, and the threads of its sessions. subethasmtp binds the
 * port and runs the acceptor's thread; its sessions are never used, so subethasmtp never reads a command. Safe for use
 * by many threads.
 */
final class ListenerPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerPort.class);

    private static final int BACKLOG = 200;

    private final InetSocketAddress wanted;
    private final ConnectionAcceptor socket;
    private final SMTPServer server;
    private final ExecutorService pool;
    private volatile OpenListener listener;

    private ListenerPort(
            InetSocketAddress wanted,
            OpenListener listener,
            int most,
            EssentialThreads essential,
            ThreadFactory threads,
            BiConsumer<OpenListener, Socket> session)
            throws IOException {
        this.wanted = wanted;
        this.listener = listener;
        // not given to subethasmtp, whose stop would wait for its threads without a limit
        pool = new SessionThreads(threads);
        socket = new ConnectionAcceptor(essential, most, pool, accepted -> session.accept(this.listener, accepted));
        socket.setReuseAddress(true);
        server = SMTPServer.port(wanted.getPort())
                .bindAddress(wanted.getAddress())
                .backlog(BACKLOG)
                .hostName(listener.context().name())
                .softwareName("Ferrypost")
                .serverSocketFactory((ServerSocketCreator) () -> socket)
                .serverThreadName("ferrypost-listen-" + wanted.getPort())
                .build();
    }

    /**
     * Binds the address.
     *
     * @param wanted port 0 picks a free one
     * @param most concurrent connections; further ones wait in the kernel
     * @param session runs a session of the listener, and closes its socket
     * @throws IOException if the address is in use or not local; the message names it
     */
    static ListenerPort open(
            InetSocketAddress wanted,
            OpenListener listener,
            int most,
            EssentialThreads essential,
            ThreadFactory threads,
            BiConsumer<OpenListener, Socket> session)
            throws IOException {
        ListenerPort port = new ListenerPort(wanted, listener, most, essential, threads, session);
        try {
            port.server.start();
            return port;
        } catch (RuntimeException e) {
            port.socket.close();
            // subethasmtp wraps every bind failure
            String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IOException(BindFailure.text(wanted, String.valueOf(cause)), e);
        }
    }

    /** From now on, clients that connect are this listener's. */
    void serve(OpenListener other) {
        listener = other;
    }

    OpenListener listener() {
        return listener;
    }

    /** The address in the settings. */
    InetSocketAddress wanted() {
        return wanted;
    }

    /** The address that is bound. */
    InetSocketAddress bound() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void limit(int most) {
        socket.limit(most);
    }

    /** Whether the port is open, and its thread is alive and not stuck. */
    boolean isListening() {
        return socket.isAccepting() && server.isRunning();
    }

    /** Accepts no more clients; sessions continue. */
    void stopAccepting() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing {}: {}", wanted, e.toString());
        }
    }

    /** Accepts no more clients, and ends its threads as soon as the last session has ended. */
    @Override
    public void close() {
        stopAccepting();
        server.stop();
        pool.shutdown();
    }
}
