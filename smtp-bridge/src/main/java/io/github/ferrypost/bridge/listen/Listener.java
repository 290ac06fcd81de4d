package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.reply.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for clients and runs an {@link SmtpSession} for each. Its addresses and what its sessions follow change while
 * it runs, by a {@link ListenerUpdate}. Safe for use by many threads; one at a time may update it.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** The acceptor's own limit is this much higher, so that a client over the limit gets this listener's reply. */
    private static final int ABOVE_LIMIT = 50;

    private final UnaryOperator<InetAddress> seenAs;
    private final EssentialThreads essential;
    private final SharedState shared;
    private final ConnectionCount count;
    private final DeadlineMonitor watch;
    private final Map<SmtpSession, OpenListener> sessions = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger threads = new AtomicInteger();
    private volatile SessionContext around;
    private volatile List<ListenerPort> ports = List.of();

    /** @param around of the first listener; its limits hold for all together */
    private Listener(SessionContext around, UnaryOperator<InetAddress> seenAs, EssentialThreads essential) {
        this.around = around;
        this.seenAs = seenAs;
        this.essential = essential;
        shared = new SharedState(
                new MemoryBudget(around.limits().memory()),
                new IncomingFiles(around.folder(), around.delivery()::hasRoom),
                new HeaderMemory(around.limits().memory()),
                new LoginDelays(around.limits().waits().loginDelay(), System::nanoTime),
                new MessageRates(System::nanoTime));
        count = new ConnectionCount(around.limits().connections());
        watch = new DeadlineMonitor(essential, () -> {
            around.journal().sumUp(false);
            around.attempts().save();
        });
    }

    /**
     * Binds all addresses, or none.
     *
     * @param bindings at least one; the limits of the first hold for all together
     * @param essential runs the threads that the listener depends on
     * @throws IOException if an address is in use or not local; the message names the address
     */
    public static Listener open(List<ListenerBinding> bindings, EssentialThreads essential) throws IOException {
        return open(bindings, UnaryOperator.identity(), essential);
    }

    /** @param seenAs the address that a client counts as, for tests, whose clients are all on this machine */
    static Listener open(List<ListenerBinding> bindings, UnaryOperator<InetAddress> seenAs, EssentialThreads essential)
            throws IOException {
        Listener listener = new Listener(bindings.get(0).context(), seenAs, essential);
        try {
            listener.prepare(bindings).commit();
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /**
     * Binds the addresses that are new; the rest happens at the update's commit. The folder, the memory and the
     * receivers of events stay as they are.
     *
     * @param bindings at least one; the limits of the first hold for all together
     * @throws IOException if an address is in use or not local; the message names the address
     */
    public ListenerUpdate prepare(List<ListenerBinding> bindings) throws IOException {
        return ListenerUpdate.prepare(this, bindings);
    }

    ListenerPort bind(InetSocketAddress address, OpenListener open) throws IOException {
        return ListenerPort.open(address, open, most(around), essential, this::sessionThread, this::serve);
    }

    private static int most(SessionContext around) {
        return around.limits().connections().all() + ABOVE_LIMIT;
    }

    private Thread sessionThread(Runnable task) {
        Thread thread = new Thread(task, "ferrypost-smtp-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    List<ListenerPort> ports() {
        return ports;
    }

    void ports(List<ListenerPort> newPorts) {
        ports = List.copyOf(newPorts);
    }

    /** @param name empty for the default listener */
    Optional<OpenListener> named(String name) {
        return ports.stream()
                .map(ListenerPort::listener)
                .filter(open -> open.name().equals(name))
                .findFirst();
    }

    /** @param first of the new settings, whose limits hold for all listeners together */
    void follow(List<ListenerPort> newPorts, SessionContext first) {
        around = first;
        ports(newPorts);
        newPorts.forEach(port -> port.limit(most(first)));
        count.limit(first.limits().connections());
        shared.logins().first(first.limits().waits().loginDelay());
    }

    /** Ends the sessions of a listener that is gone, each after its message in progress. */
    void drain(OpenListener gone) {
        gone.end();
        sessions.forEach((session, open) -> {
            if (open == gone) {
                try {
                    session.drain();
                } catch (IOException e) {
                    LOG.debug("Client had already disconnected: {}", e.toString());
                }
            }
        });
    }

    /** The bound addresses; a configured port 0 is replaced by the actual port. */
    public List<InetSocketAddress> addresses() {
        return ports.stream().map(ListenerPort::bound).toList();
    }

    /** Whether all addresses accept connections. */
    public boolean isListening() {
        return ports.stream().allMatch(ListenerPort::isListening)
                && essential.failures().isEmpty();
    }

    private void serve(OpenListener open, Socket socket) {
        connections.add(socket);
        try {
            lead(new ClientChannel(socket, seenAs, System::nanoTime), open);
        } catch (IOException e) {
            LOG.debug("Connection failed before the session began: {}", e.toString());
        } catch (RuntimeException | Error e) {
            around.journal().failed(socket.getInetAddress(), "connect", e);
        } finally {
            closeQuietly(socket);
            connections.remove(socket);
        }
    }

    private void lead(ClientChannel wire, OpenListener open) throws IOException {
        ConnectionCount.Answer answer = count.enter(wire.client());
        watch.add(wire);
        try {
            switch (answer) {
                case ACCEPTED -> admit(wire, open);
                case FULL -> turnAway(wire, open, Replies.FULL);
                case FULL_FOR_ADDRESS -> turnAway(wire, open, Replies.FULL_FOR_ADDRESS);
            }
        } finally {
            wire.close();
            watch.remove(wire);
            if (answer == ConnectionCount.Answer.ACCEPTED) {
                count.leave(wire.client());
            }
        }
    }

    private void admit(ClientChannel wire, OpenListener open) throws IOException {
        Admission admission = open.context().admission();
        Optional<Reply> refusal = admission.connect(admission.identify(wire.client()));
        if (refusal.isPresent()) {
            turnAway(wire, open, refusal.get());
        } else if (!open.enter()) {
            turnAway(wire, open, Replies.FULL_FOR_LISTENER);
        } else {
            try {
                hold(wire, open);
            } finally {
                open.leave();
            }
        }
    }

    private void hold(ClientChannel wire, OpenListener open) throws IOException {
        SmtpSession dialog = new SmtpSession(wire, open, shared);
        sessions.put(dialog, open);
        try {
            if (open.isGone()) {
                dialog.drain();
            }
            dialog.run();
        } finally {
            sessions.remove(dialog);
        }
    }

    private void turnAway(ClientChannel wire, OpenListener open, Reply reply) throws IOException {
        ClientIdentity client = open.context().admission().identify(wire.client());
        around.journal().refused(new Rejection(client, "connect", "", reply));
        wire.say(reply);
    }

    /**
     * Stops listening, disconnects idle clients, and waits for messages in progress up to the configured limit. It then
     * cuts the remaining connections; their clients have not received 250.
     */
    @Override
    public void close() {
        ports.forEach(ListenerPort::stopAccepting);
        for (SmtpSession dialog : sessions.keySet()) {
            try {
                dialog.stop();
            } catch (IOException e) {
                LOG.debug("Client had already disconnected: {}", e.toString());
            }
        }
        awaitEnd(around.limits().waits().stop());
        connections.forEach(Listener::closeQuietly);
        ports.forEach(ListenerPort::close);
        watch.close();
        around.journal().sumUp(true);
        around.attempts().save();
    }

    private void awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!sessions.isEmpty() && end - System.nanoTime() > 0) {
                synchronized (sessions) {
                    sessions.wait(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!sessions.isEmpty()) {
            LOG.warn("Closing {} connections that did not end within {}", sessions.size(), limit);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing {}: {}", socket, e.toString());
        }
    }
}
