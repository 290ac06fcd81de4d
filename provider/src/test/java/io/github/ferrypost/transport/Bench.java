package io.github.ferrypost.transport;

import static org.awaitility.Awaitility.await;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.ConnectionListener;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One transport in one world, and everything that a program could see of it, as lines that can be compared. */
final class Bench implements AutoCloseable {
    interface Step {
        void run() throws Exception;
    }

    final World world;
    final Session session;
    final SMTPTransport transport;
    private final ScriptedSmtp server;
    private volatile boolean listsTold = true;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    private Bench(World world, Session session, SMTPTransport transport, ScriptedSmtp server) {
        this.world = world;
        this.session = session;
        this.transport = transport;
        this.server = server;
        Listener listener = new Listener();
        transport.addConnectionListener(listener);
        transport.addTransportListener(listener);
    }

    /** Angus itself, at a server on loopback. */
    static Bench angus(World world, Map<String, Object> properties) throws Exception {
        ScriptedSmtp server = new ScriptedSmtp(world);
        Session session = session(properties);
        session.getProperties().put("mail.smtp.host", "127.0.0.1");
        session.getProperties().put("mail.smtp.port", server.port());
        SMTPTransport transport = new SMTPTransport(session, new URLName("smtp", null, -1, null, null, null));
        return new Bench(world, session, transport, server);
    }

    /** Ours, at roads into the same world. */
    static Bench ours(World world, Map<String, Object> properties) {
        Session session = session(properties);
        session.getProperties().put("mail.smtp.host", Ours.HOST);
        return new Bench(world, session, Ours.of(session, Ours.hold(Ours.account(), new WorldRoads(world))), null);
    }

    private static Session session(Map<String, Object> properties) {
        Properties own = new Properties();
        own.putAll(properties);
        return Session.getInstance(own);
    }

    void connect() throws MessagingException {
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        if (server != null) {
            hear("OPENED"); // Angus loses events where a connection is closed at once; ours must not need this
        }
    }

    void hear(String kind) {
        await().until(() -> events.stream().anyMatch(event -> event.startsWith(kind)));
    }

    MimeMessage message() throws MessagingException {
        return fill(new MimeMessage(session));
    }

    static <M extends MimeMessage> M fill(M message) throws MessagingException {
        message.setFrom(Ours.MAILBOX);
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, "a@x.example");
        message.setRecipients(jakarta.mail.Message.RecipientType.BCC, "hidden@x.example");
        message.setSubject("Invoice");
        message.setText("line\n.dot\nend");
        return message;
    }

    static Address[] to(String... addresses) throws MessagingException {
        List<Address> list = new ArrayList<>();
        for (String address : addresses) {
            list.add(new InternetAddress(address, false));
        }
        return list.toArray(new Address[0]);
    }

    void see(String what) {
        seen.add(what);
    }

    /** Runs it and keeps what was thrown. */
    void attempt(Step step) {
        try {
            step.run();
            see("returned");
        } catch (Exception e) {
            see("threw " + describe(e));
        }
    }

    /** Keeps of each event what it was, not its addresses. */
    void withoutLists() {
        listsTold = false;
    }

    /** Waits for events whose order Jakarta Mail leaves open, since its queue takes a new thread after CLOSED. */
    void settle(String... kinds) {
        List.of(kinds).forEach(this::hear);
        List<String> sorted = events.stream().sorted().toList();
        events.clear();
        events.addAll(sorted);
    }

    /** Closes the transport and tells everything: what was seen, the events in order, what arrived. */
    List<String> finish() throws Exception {
        boolean opened = transport.isConnected();
        transport.close();
        if (opened) {
            await().until(() ->
                    !events.isEmpty() && events.get(events.size() - 1).equals("CLOSED"));
        }
        List<String> all = new ArrayList<>(seen);
        events.forEach(event -> all.add(listsTold ? event : event.replaceFirst("(?s) .*", "")));
        world.deliveries.forEach(delivery -> all.add("arrived from <" + delivery.sender() + "> to "
                + delivery.recipients() + "\n" + normal(delivery.text())));
        return all;
    }

    private static String normal(String text) {
        return text.replaceAll("(?m)^(Message-ID|Date): .*$", "$1: *").replaceAll("_Part_[0-9_.]+", "_Part_*");
    }

    /** By the classes that a program can catch, and what it can ask them. */
    private static String describe(Exception thrown) {
        StringBuilder text = new StringBuilder(kind(thrown));
        if (thrown instanceof SendFailedException failed) {
            text.append(" sent=").append(addresses(failed.getValidSentAddresses()));
            text.append(" unsent=").append(addresses(failed.getValidUnsentAddresses()));
            text.append(" invalid=").append(addresses(failed.getInvalidAddresses()));
        }
        if (thrown instanceof IllegalStateException) {
            text.append(" ").append(thrown.getMessage());
        }
        if (thrown instanceof MessagingException messaging && messaging.getNextException() != null) {
            text.append(" -> ").append(describe(messaging.getNextException()));
        }
        return text.toString();
    }

    /** Angus gives {@code null} or an empty array by turns; ours never {@code null}, so that loops do not fail. */
    private static String addresses(Address[] list) {
        return list == null ? "[]" : Arrays.toString(list);
    }

    private static String kind(Exception thrown) {
        if (thrown instanceof SMTPAddressFailedException e) {
            return "address failed " + e.getAddress() + " " + e.getReturnCode() + " " + e.getCommand();
        }
        if (thrown instanceof SMTPAddressSucceededException e) {
            return "address succeeded " + e.getAddress() + " " + e.getReturnCode() + " " + e.getCommand();
        }
        if (thrown instanceof SMTPSenderFailedException e) {
            return "sender failed " + e.getAddress() + " " + e.getReturnCode() + " " + e.getCommand();
        }
        if (thrown instanceof SendFailedException) {
            return "SendFailedException";
        }
        if (thrown instanceof AuthenticationFailedException) {
            return "AuthenticationFailedException";
        }
        return thrown.getClass().getSimpleName();
    }

    private final class Listener implements ConnectionListener, TransportListener {
        @Override
        public void opened(ConnectionEvent event) {
            events.add("OPENED");
        }

        @Override
        public void disconnected(ConnectionEvent event) {
            events.add("DISCONNECTED");
        }

        @Override
        public void closed(ConnectionEvent event) {
            events.add("CLOSED");
        }

        @Override
        public void messageDelivered(TransportEvent event) {
            events.add("DELIVERED" + lists(event));
        }

        @Override
        public void messageNotDelivered(TransportEvent event) {
            events.add("NOT_DELIVERED" + lists(event));
        }

        @Override
        public void messagePartiallyDelivered(TransportEvent event) {
            events.add("PARTIALLY_DELIVERED" + lists(event));
        }

        private String lists(TransportEvent event) {
            return " sent=" + addresses(event.getValidSentAddresses()) + " unsent="
                    + addresses(event.getValidUnsentAddresses()) + " invalid="
                    + addresses(event.getInvalidAddresses()) + (event.getSource() == transport)
                    + (event.getMessage() != null);
        }
    }

    @Override
    public void close() throws MessagingException, IOException {
        transport.close();
        if (server != null) {
            server.close();
        }
    }
}
