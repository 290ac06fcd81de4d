package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.RoadOptions;
import io.github.ferrypost.road.Roads;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.MailEvent;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.EventListener;
import java.util.Optional;
import java.util.Vector;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The transport for protocols {@code smtp} and {@code ferrypost}. At connect it decides who carries the mail: one of our
 * accounts by its roads to Microsoft 365, or Angus, whose transport this is, exactly as if we were not there.
 *
 * <p>What Angus documents of its transport holds in both cases; it extends Angus' class because programs cast to it. As
 * with Angus, a transport serves one thread at a time, and others wait.
 *
 * <p>Failures at connect: {@link SignInFailedException} (an {@code AuthenticationFailedException}),
 * {@link SignInDelayedException}, or a {@code MessagingException} with what is wrong in the settings. Failures of a
 * message: {@link SubmissionFailedException}.
 */
public class FerrypostTransport extends SMTPTransport {
    private final String protocol;
    private final SessionProperties properties;
    private final Hold hold;
    private final DebugOutput debugOutput;

    @SuppressWarnings("JdkObsolete") // Jakarta Mail's event queue takes nothing else
    private final Vector<TransportListener> listeners = new Vector<>();

    private boolean connected;
    /** Who carries; {@code null} while it is not decided. */
    private Route route;
    /** How the roads are to be, by what holds since connect. */
    private RoadOptions options = RoadOptions.STANDARD;
    /** What connect was called with, for Angus to connect late. */
    private Login login;
    /** Whether Angus has its own connection. */
    private boolean angusConnected;
    /** What we said last; {@code null} where Angus spoke last. */
    private Reply said;
    /** Whether the thread of this connection's events is known to run. */
    private boolean eventsRun;
    /** Whether a program brought its own connection, which only Angus can use. */
    private boolean ownSocket;

    private Attempt attempt = new Attempt();

    public FerrypostTransport(Session session, URLName urlname) {
        this(session, urlname, "smtp", false, Hold.standard());
    }

    FerrypostTransport(Session session, URLName urlname, String protocol, boolean ssl, Hold hold) {
        super(session, urlname, protocol, ssl);
        this.protocol = urlname == null ? protocol : urlname.getProtocol();
        this.properties = new SessionProperties(session, this.protocol);
        this.hold = hold;
        this.debugOutput = new DebugOutput(session);
    }

    @Override
    public synchronized void connect(Socket socket) throws MessagingException {
        ownSocket = true;
        try {
            super.connect(socket);
        } finally {
            ownSocket = false;
        }
    }

    @Override
    public synchronized void connect(String host, int port, String user, String password) throws MessagingException {
        attempt = new Attempt();
        boolean interrupted = Thread.interrupted();
        try {
            super.connect(host, port, user, password);
        } catch (AuthenticationFailedException e) {
            if (!attempt.isAsking()) {
                throw e;
            }
            attempt.nobodyAnswered();
            super.connect(host, port, user, password);
        } finally {
            restore(interrupted);
        }
    }

    /** Decides who carries. Called by connect with what it gathered from its parameters, the URL and the Session. */
    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        Route chosen = ownSocket ? Route.angus("the program brought its own connection") : choose(host, user);
        if (attempt.asks(chosen, password, properties)) {
            return false;
        }
        Login given = new Login(host, port, user, password);
        if (chosen.isAngus()) {
            said = null;
            angusConnected = super.protocolConnect(host, port, user, password);
            route = chosen;
            return angusConnected;
        }
        options = RoadWishes.of(properties, chosen);
        chosen.likely().ifPresent(roads()::prepare);
        Optional<Account> account = chosen.signsIn();
        if (account.isPresent()) {
            signIn(account.get());
        } else {
            said = Reply.of(220, "2.0.0", "The sender of the first message decides who carries it");
        }
        route = chosen;
        login = given;
        return true;
    }

    private Route choose(String given, String user) throws MessagingException {
        String host = given == null || given.isEmpty() ? "localhost" : given; // as Angus
        try {
            Route chosen = hold.routing().choose(new Routing.Wish(protocol, host, user, properties));
            hold.log().routed(session, host, chosen);
            debugOutput.line(() -> "mail for " + host + " is " + chosen);
            return chosen;
        } catch (SettingsException e) {
            hold.log().refused(session, host, e.getMessage());
            throw new MessagingException("Ferrypost's settings cannot be used: " + e.getMessage(), e);
        }
    }

    private void signIn(Account account) throws MessagingException {
        attempt.refuseAgain(account);
        Status status = roads().signIn(account);
        said = status.reply();
        debugOutput.line(() -> "signing in " + account + ": " + status);
        attempt.settle(account, status);
    }

    /** Angus' sockets take no notice of an interrupt, and programs that shut down send their last mail so. */
    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (!isOurs()) {
            super.sendMessage(message, addresses);
            return;
        }
        if (!(message instanceof MimeMessage)) {
            throw new MessagingException("SMTP can only send RFC822 messages");
        }
        Recipients.check(addresses);
        MimeMessage mime = (MimeMessage) message;
        try {
            String sender = EnvelopeSender.of(mime, properties, session);
            Optional<Account> account = route.accountFor(EnvelopeSender.forAccount(sender, mime, session));
            if (account.isPresent()) {
                carry(mime, addresses, sender, account.get());
                return;
            }
            debugOutput.line(() -> "no account for the sender " + sender);
            connectAngus(sender);
        } catch (SubmissionFailedException e) {
            throw e; // the event was fired with its lists
        } catch (MessagingException e) {
            if (e.getNextException() instanceof IOException) {
                close(); // as Angus does: a message that cannot be written leaves the connection in the middle of it
            }
            fire(TransportEvent.MESSAGE_NOT_DELIVERED, AddressLists.unsent(addresses), message);
            throw e;
        }
        said = null;
        super.sendMessage(message, addresses);
    }

    private void carry(MimeMessage message, Address[] addresses, String sender, Account account)
            throws MessagingException {
        boolean interrupted = Thread.interrupted();
        Report report;
        try {
            report = new Passage(message, addresses, sender, properties).carry(roads(), account, getReportSuccess());
        } finally {
            restore(interrupted);
        }
        said = report.reply();
        debugOutput.line(() -> "from <" + sender + "> by " + account + report);
        fire(report.event(), report.lists(), message);
        if (report.failure().isPresent()) {
            throw report.failure().get();
        }
    }

    /** What connect would have done had it known the sender. */
    private void connectAngus(String sender) throws MessagingException {
        if (angusConnected) {
            return;
        }
        if (!route.elseAngus()) {
            throw new MessagingException("No Ferrypost account sends as <" + sender
                    + ">: add the address to ferrypost.senders of its account.");
        }
        Login given = login;
        angusConnected = true;
        boolean done = false;
        try {
            done = super.protocolConnect(given.host, given.port, given.user, given.password);
            if (!done) {
                throw new AuthenticationFailedException("failed to connect, no password specified?");
            }
        } finally {
            if (!done) {
                angusConnected = false;
                close();
            }
        }
    }

    /** True from connect to close where we carry, without asking anybody: there is no connection that could be dead. */
    @Override
    public synchronized boolean isConnected() {
        return (isOurs() && !angusConnected) || super.isConnected();
    }

    /** Every way of opening and closing comes by here. */
    @Override
    protected synchronized void setConnected(boolean now) {
        super.setConnected(now);
        connected = now;
        eventsRun &= !now;
        if (!now) {
            route = null;
            login = null;
            angusConnected = false;
        }
    }

    private Roads roads() {
        return hold.roads(options);
    }

    private boolean isOurs() {
        return connected && route != null && !route.isAngus();
    }

    @Override
    public synchronized String getLastServerResponse() {
        return said == null ? super.getLastServerResponse() : said + "\n";
    }

    @Override
    public synchronized int getLastReturnCode() {
        return said == null ? super.getLastReturnCode() : said.code();
    }

    /** Where we carry, there is no server to announce anything; what holds on every road is told all the same. */
    @Override
    public synchronized boolean supportsExtension(String extension) {
        return super.supportsExtension(extension)
                || (isOurs() && !angusConnected && extension.equalsIgnoreCase("8BITMIME"));
    }

    /**
     * Kept here a second time: Angus fires at most one event for each of its own sends, and so would stay silent after our
     * first.
     */
    @Override
    public synchronized void addTransportListener(TransportListener listener) {
        super.addTransportListener(listener);
        listeners.add(listener);
    }

    @Override
    public synchronized void removeTransportListener(TransportListener listener) {
        super.removeTransportListener(listener);
        listeners.remove(listener);
    }

    /** Every event comes by here. */
    @Override
    protected void queueEvent(MailEvent event, Vector<? extends EventListener> vector) {
        if (isOurs() && !eventsRun) {
            eventsRun = true;
            QueueStart start = new QueueStart(this);
            super.queueEvent(start, QueueStart.nobody());
            start.await();
        }
        super.queueEvent(event, vector);
    }

    private void fire(int type, AddressLists lists, Message message) {
        if (!listeners.isEmpty()) {
            queueEvent(
                    new TransportEvent(this, type, lists.sent(), lists.unsent(), lists.invalid(), message), listeners);
        }
    }
}
