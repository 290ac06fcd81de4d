package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.ServerSocketCreator;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Listens, and leads a {@link Dialog} with each client. subethasmtp asks before it greets whether a session is accepted;
 * that is where ours begins and ends, so that subethasmtp itself never reads a command.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final Reply FULL = Reply.of(421, "4.3.2", "Too many connections, try again later");
    private static final int BACKLOG = 200;
    /** subethasmtp's own limit lies higher, so that the client who is too many hears our reply. */
    private static final int ABOVE_LIMIT = 50;

    private final Surroundings around;
    private final Watch watch = new Watch();
    private final Set<Dialog> dialogs = ConcurrentHashMap.newKeySet();
    private final List<SMTPServer> servers = new ArrayList<>();
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final AtomicInteger threads = new AtomicInteger();

    private Listener(Surroundings around) {
        this.around = around;
    }

    /**
     * Listens on all addresses, or on none.
     *
     * @throws IOException if an address is in use or not ours, with the address in its message
     */
    public static Listener open(List<InetSocketAddress> addresses, Surroundings around) throws IOException {
        Listener listener = new Listener(around);
        try {
            for (InetSocketAddress address : addresses) {
                listener.serve(address);
            }
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private void serve(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        sockets.add(socket);
        SMTPServer server = SMTPServer.port(address.getPort())
                .bindAddress(address.getAddress())
                .backlog(BACKLOG)
                .hostName(around.name())
                .softwareName("Ferrypost")
                .maxConnections(around.limits().connections() + ABOVE_LIMIT)
                .executorService(sessionThreads())
                .sessionHandler(new TakeOver())
                .serverSocketFactory((ServerSocketCreator) () -> socket)
                .serverThreadName("ferrypost-listen-" + address.getPort())
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            // what subethasmtp makes of any failure to bind
            String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": "
                            + cause,
                    e);
        }
        servers.add(server);
    }

    private ExecutorService sessionThreads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ferrypost-smtp-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The addresses that are listened on, with the ports that were given for 0. */
    public List<InetSocketAddress> addresses() {
        return sockets.stream()
                .map(socket -> (InetSocketAddress) socket.getLocalSocketAddress())
                .toList();
    }

    /** Whether all of them still are. */
    public boolean isListening() {
        return sockets.stream().noneMatch(ServerSocket::isClosed)
                && servers.stream().allMatch(SMTPServer::isRunning);
    }

    private final class TakeOver implements SessionHandler {
        @Override
        public SessionAcceptance accept(Session session) {
            try {
                lead(new Wire(session.getSocket(), System::nanoTime));
            } catch (IOException e) {
                LOG.debug("A connection broke before it began: {}", e.toString());
            }
            // the connection is closed by now, and this goes nowhere
            return SessionAcceptance.failure(221, "2.0.0 Bye");
        }

        @Override
        public void onSessionEnd(Session session) {
            // never called, as no session is accepted
        }
    }

    private void lead(Wire wire) throws IOException {
        Dialog dialog = new Dialog(wire, around);
        watch.add(wire);
        dialogs.add(dialog);
        try {
            if (dialogs.size() > around.limits().connections()) {
                wire.say(FULL);
            } else {
                dialog.run();
            }
        } finally {
            wire.close();
            dialogs.remove(dialog);
            watch.remove(wire);
        }
    }

    /**
     * Stops listening, sends idle clients away, and waits for mails under way as long as the limits say; what is not
     * finished then is cut off, and its client has not heard 250.
     */
    @Override
    public void close() {
        for (ServerSocket socket : sockets) {
            closeQuietly(socket);
        }
        for (Dialog dialog : dialogs) {
            try {
                dialog.stop();
            } catch (IOException e) {
                LOG.debug("A client was gone already: {}", e.toString());
            }
        }
        awaitEnd(around.limits().stop());
        servers.forEach(SMTPServer::stop);
        watch.close();
    }

    private void awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!dialogs.isEmpty() && end - System.nanoTime() > 0) {
                synchronized (dialogs) {
                    dialogs.wait(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!dialogs.isEmpty()) {
            LOG.warn("{} connections are cut off, since they did not end within {}", dialogs.size(), limit);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing {}: {}", socket, e.toString());
        }
    }
}
