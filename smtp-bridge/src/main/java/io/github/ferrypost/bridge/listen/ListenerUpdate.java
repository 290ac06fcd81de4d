package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link Listener} follow changed settings. First it binds the addresses that are new, which may fail; then
 * {@link #commit} moves everything over. An address that stays keeps its socket, so no connection is refused. Used by
 * one thread.
 */
public final class ListenerUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerUpdate.class);

    /** An address of the new settings, with its port once that is bound. */
    private record Slot(OpenListener listener, InetSocketAddress address, Optional<ListenerPort> port) {
        Slot with(ListenerPort bound) {
            return new Slot(listener, address, Optional.of(bound));
        }
    }

    private final Listener listener;
    private final Map<OpenListener, SessionContext> contexts = new LinkedHashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<ListenerPort> unwanted;
    private final List<ListenerPort> bound = new ArrayList<>();
    private final List<ListenerPort> closed = new ArrayList<>();

    private ListenerUpdate(Listener listener) {
        this.listener = listener;
        this.unwanted = new ArrayList<>(listener.ports());
    }

    /**
     * Binds the new addresses, or none.
     *
     * @throws IOException if an address cannot be bound; then all is as before
     */
    static ListenerUpdate prepare(Listener listener, List<ListenerBinding> bindings) throws IOException {
        ListenerUpdate update = new ListenerUpdate(listener);
        for (ListenerBinding binding : bindings) {
            OpenListener open = listener.named(binding.context().admission().listener())
                    .orElseGet(() -> new OpenListener(binding.context()));
            update.contexts.put(open, binding.context());
            binding.addresses().forEach(address -> update.slots.add(update.slot(open, address)));
        }
        try {
            update.bindMissing();
            return update;
        } catch (IOException e) {
            update.discard();
            throw e;
        }
    }

    private void bindMissing() throws IOException {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).port().isEmpty()) {
                slots.set(i, bind(slots.get(i)));
            }
        }
    }

    /** With port 0, each listener has free ports of its own. */
    private Slot slot(OpenListener open, InetSocketAddress address) {
        for (Iterator<ListenerPort> ports = unwanted.iterator(); ports.hasNext(); ) {
            ListenerPort port = ports.next();
            if (port.wanted().equals(address) && (address.getPort() != 0 || port.listener() == open)) {
                ports.remove();
                return new Slot(open, address, Optional.of(port));
            }
        }
        return new Slot(open, address, Optional.empty());
    }

    private Slot bind(Slot slot) throws IOException {
        try {
            return opened(slot);
        } catch (IOException e) {
            List<ListenerPort> own = unwanted.stream()
                    .filter(port -> port.bound().getPort() == slot.address().getPort())
                    .toList();
            if (own.isEmpty()) {
                throw e;
            }
            // one of ours is in the way, as 127.0.0.1:2525 is of *:2525
            own.forEach(ListenerPort::close);
            unwanted.removeAll(own);
            closed.addAll(own);
            return opened(slot);
        }
    }

    private Slot opened(Slot slot) throws IOException {
        ListenerPort port = listener.bind(slot.address(), slot.listener());
        bound.add(port);
        return slot.with(port);
    }

    /** Follows the new settings. Sessions of a listener that is gone end after their message in progress. */
    public void commit() {
        Set<OpenListener> gone = new LinkedHashSet<>();
        listener.ports().forEach(port -> gone.add(port.listener()));
        gone.removeAll(contexts.keySet());
        contexts.forEach(OpenListener::follow);
        List<ListenerPort> ports = new ArrayList<>();
        for (Slot slot : slots) {
            ListenerPort port = slot.port().orElseThrow();
            port.serve(slot.listener());
            ports.add(port);
        }
        listener.follow(ports, contexts.values().iterator().next());
        unwanted.forEach(ListenerPort::close);
        gone.forEach(listener::drain);
    }

    /** Leaves all as it was. */
    public void discard() {
        bound.forEach(ListenerPort::close);
        if (closed.isEmpty()) {
            return;
        }
        List<ListenerPort> ports = new ArrayList<>(listener.ports());
        for (ListenerPort port : closed) {
            try {
                ports.set(ports.indexOf(port), listener.bind(port.wanted(), port.listener()));
            } catch (IOException e) {
                LOG.error("The bridge no longer listens where it did: {}", e.getMessage());
            }
        }
        listener.ports(ports);
    }
}
