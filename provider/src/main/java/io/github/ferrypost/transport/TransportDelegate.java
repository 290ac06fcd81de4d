package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.wiring.RoadOptions;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.MailEvent;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.EventListener;
import java.util.Objects;
import java.util.Optional;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The implementation of our transports, independent of the mail library class they extend. Only their methods call
 * it, synchronized as Angus' are.
 */
final class TransportDelegate {
    private final Session session;
    private final String protocol;
    private final LibraryTransport library;
    private final SessionProperties properties;
    private final ProviderContext hold;
    private final DebugOutput debugOutput;

    @SuppressWarnings("JdkObsolete") // Jakarta Mail's event queue accepts no other type
    private final Vector<TransportListener> listeners = new Vector<>();

    private boolean connected;
    /** Who sends; {@code null} until decided. */
    private @Nullable AccountSelection route;
    /** Options of the roads, fixed at connect. */
    private RoadOptions options = RoadOptions.STANDARD;
    /** The arguments of connect, in case Angus has to connect later. */
    private @Nullable ConnectArguments connectArguments;
    /** Whether Angus has its own connection. */
    private boolean angusConnected;
    /** Our last reply; {@code null} if Angus replied last. */
    private @Nullable Reply lastReply;
    /** Whether the event thread of this connection is known to run. */
    private boolean eventsRun;
    /** Whether a program supplied its own connection, which only Angus can use. */
    private boolean ownSocket;

    private ConnectAttempt attempt = new ConnectAttempt();

    TransportDelegate(Session session, String protocol, LibraryTransport library, ProviderContext hold) {
        this.session = session;
        this.protocol = protocol;
        this.library = library;
        this.properties = new SessionProperties(session, protocol);
        this.hold = hold;
        this.debugOutput = new DebugOutput(session);
    }

    void bringsSocket(boolean brings) {
        ownSocket = brings;
    }

    void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        attempt = new ConnectAttempt();
        boolean interrupted = Thread.interrupted();
        try {
            library.connect(host, port, user, password);
        } catch (AuthenticationFailedException e) {
            if (!attempt.isAsking()) {
                throw e;
            }
            attempt.nobodyAnswered();
            library.connect(host, port, user, password);
        } finally {
            restore(interrupted);
        }
    }

    /** Decides who sends. Called by connect with the values from its parameters, the URL and the Session. */
    boolean protocolConnect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        AccountSelection chosen =
                ownSocket ? AccountSelection.angus("the program supplies its own connection") : choose(host, user);
        if (attempt.asks(chosen, password, properties)) {
            return false;
        }
        if (chosen.isAngus()) {
            lastReply = null;
            angusConnected = library.protocolConnect(host, port, user, password);
            route = chosen;
            return angusConnected;
        }
        Optional<Status> refusal = chosen.settings().logins().refusal(user, password, properties.flag("auth"));
        if (refusal.isPresent()) {
            lastReply = refusal.get().reply();
            throw new SignInFailedException(refusal.get());
        }
        Optional<Account> account = chosen.signsIn();
        if (account.isPresent()) {
            signIn(account.get(), retryPolicy(chosen).within(SessionTimeouts.connectTimeout(properties)));
        } else {
            lastReply = Reply.of(220, "2.0.0", "Ferrypost selects the account by the sender of the first message");
        }
        route = chosen;
        connectArguments = new ConnectArguments(host, port, user, password);
        return true;
    }

    private AccountSelection choose(@Nullable String given, @Nullable String user) throws MessagingException {
        String host = given == null || given.isEmpty() ? "localhost" : given; // as Angus does
        try {
            AccountSelection selected =
                    hold.routing().choose(new AccountSelector.Wish(protocol, host, user, properties));
            prepare(selected);
            AccountSelection chosen = Linkage.orAngus(selected, session);
            hold.log().routed(session, host, chosen);
            debugOutput.line(() -> "mail for " + host + " is " + chosen);
            return chosen;
        } catch (SettingsException e) {
            hold.log().refused(session, host, String.valueOf(e.getMessage()));
            throw new MessagingException("Ferrypost's settings are invalid: " + e.getMessage(), e);
        }
    }

    /** Opens connections on another thread, while this one checks the mail library and the login. */
    private void prepare(AccountSelection selected) {
        if (!selected.isAngus()) {
            options = SessionTimeouts.of(properties, selected);
            selected.likely().ifPresent(roads()::prepare);
        }
    }

    private void signIn(Account account, RetryPolicy policy) throws MessagingException {
        attempt.refuseAgain(account);
        Status status;
        try (Retries retries = hold.retries(policy)) {
            status = new RetriedDelivery(roads(), hold.mailboxes(), account, retries, debugOutput).signIn();
        }
        lastReply = status.reply();
        debugOutput.line(() -> "signing in " + account + ": " + status);
        attempt.settle(account, status);
    }

    private RetryPolicy retryPolicy(AccountSelection chosen) {
        return new RetryPolicy(chosen.settings().patience()).within(SessionTimeouts.answerTimeout(properties));
    }

    /**
     * Restores the interrupt flag: Angus' sockets ignore interrupts, and programs send their last message while
     * shutting down.
     */
    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (!isOurs()) {
            library.sendMessage(message, addresses);
            return;
        }
        if (!(message instanceof MimeMessage)) {
            throw new MessagingException("SMTP can only send RFC822 messages");
        }
        RecipientLists.check(addresses);
        MimeMessage mime = (MimeMessage) message;
        try {
            String sender = EnvelopeSender.of(mime, properties, session);
            Optional<Account> account = route().accountFor(EnvelopeSender.forAccount(sender, mime, session));
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
                library.self().close(); // as Angus does: the connection is in the middle of a message
            }
            fire(TransportEvent.MESSAGE_NOT_DELIVERED, AddressLists.unsent(addresses), message);
            throw e;
        }
        lastReply = null;
        library.sendMessage(message, addresses);
    }

    private void carry(MimeMessage message, Address[] addresses, String sender, Account account)
            throws MessagingException {
        TransportResult report;
        try (Retries retries = hold.retries(retryPolicy(route()))) {
            RetriedDelivery delivery = new RetriedDelivery(roads(), hold.mailboxes(), account, retries, debugOutput);
            report =
                    new SendOperation(message, addresses, sender, properties).carry(delivery, library.reportsSuccess());
        }
        debugOutput.line(() -> "from <" + sender + "> by " + account + report);
        if (report.isConnectionLost()) {
            library.self().close(); // before the message's event, as Angus does
        }
        lastReply = report.reply();
        fire(report.event(), report.lists(), message);
        if (report.failure().isPresent()) {
            throw report.failure().get();
        }
    }

    /** Connects Angus late, now that the sender is known. */
    private void connectAngus(String sender) throws MessagingException {
        if (angusConnected) {
            return;
        }
        if (!route().elseAngus()) {
            throw new MessagingException("No Ferrypost account may send as <" + sender
                    + ">: add the address to ferrypost.senders of its account.");
        }
        ConnectArguments given = Objects.requireNonNull(connectArguments, "connected");
        angusConnected = true;
        boolean done = false;
        try {
            done = library.protocolConnect(given.host, given.port, given.user, given.password);
            if (!done) {
                throw new AuthenticationFailedException("failed to connect, no password specified?");
            }
        } finally {
            if (!done) {
                angusConnected = false;
                library.self().close();
            }
        }
    }

    /** True from connect to close if an account sends; nothing is checked, because no connection can be stale. */
    boolean isConnected() {
        return isOursAlone() || library.isConnected();
    }

    /** Called on every open and close. */
    void setConnected(boolean now) {
        library.setConnected(now);
        connected = now;
        eventsRun &= !now;
        if (!now) {
            route = null;
            connectArguments = null;
            angusConnected = false;
        }
    }

    private AccountSelection route() {
        return Objects.requireNonNull(route, "connected");
    }

    private Roads roads() {
        return hold.roads(options);
    }

    private boolean isOurs() {
        return connected && route != null && !route.isAngus();
    }

    private boolean isOursAlone() {
        return isOurs() && !angusConnected;
    }

    /** Always true for an account, whatever the program requested: every road to Microsoft is encrypted. */
    boolean isSsl() {
        return isOursAlone() || library.isSsl();
    }

    @Nullable
    String lastServerResponse() {
        return lastReply == null ? library.lastServerResponse() : lastReply + "\n";
    }

    int lastReturnCode() {
        return lastReply == null ? library.lastReturnCode() : lastReply.code();
    }

    boolean supportsExtension(String extension) {
        return isOursAlone() ? extension(extension).isPresent() : library.supportsExtension(extension);
    }

    @Nullable
    String extensionParameter(String extension) {
        return isOursAlone() ? extension(extension).orElse(null) : library.extensionParameter(extension);
    }

    private Optional<String> extension(String name) {
        return AnsweredCommands.extension(name, () -> route().likely().map(roads()::largest));
    }

    int simpleCommand(String command) throws MessagingException {
        if (!isOursAlone()) {
            lastReply = null;
            return library.simpleCommand(command);
        }
        Reply reply = AnsweredCommands.reply(command);
        lastReply = reply;
        return reply.code();
    }

    /** @param expected the required reply code, otherwise this throws; -1 accepts any */
    void issueCommand(String command, int expected) throws MessagingException {
        if (!isOursAlone()) {
            lastReply = null;
            library.issueCommand(command, expected);
        } else if (simpleCommand(command) != expected && expected != -1) {
            throw new MessagingException(lastServerResponse());
        }
    }

    /**
     * Keeps its own list of listeners: Angus fires at most one event per send of its own, and would stay silent after
     * our first.
     */
    void add(TransportListener listener) {
        listeners.add(listener);
    }

    void remove(TransportListener listener) {
        listeners.remove(listener);
    }

    /** Called for every event. */
    void queueEvent(MailEvent event, Vector<? extends EventListener> vector) {
        if (isOurs() && !eventsRun) {
            eventsRun = true;
            EventQueueStarter start = new EventQueueStarter(library.self());
            library.queueEvent(start, EventQueueStarter.nobody());
            start.await();
        }
        library.queueEvent(event, vector);
    }

    private void fire(int type, AddressLists lists, Message message) {
        if (!listeners.isEmpty()) {
            queueEvent(
                    new TransportEvent(library.self(), type, lists.sent(), lists.unsent(), lists.invalid(), message),
                    listeners);
        }
    }
}
