package io.github.ferrypost.transport;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.MailEvent;
import jakarta.mail.event.TransportListener;
import java.net.Socket;
import java.util.EventListener;
import java.util.Vector;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The transport for protocols {@code smtp} and {@code ferrypost}. On connect it decides who sends the messages: an
 * account, by its roads to Microsoft 365, or Angus, the superclass, as if Ferrypost were not installed.
 *
 * <p>Angus' documented behaviour holds in both cases; this class extends Angus' because programs cast to it. As with
 * Angus, a transport serves one thread at a time and other threads wait. {@code TransportDelegate} has the
 * implementation.
 *
 * <p>Errors at connect: {@link SignInFailedException} (an {@code AuthenticationFailedException}),
 * {@link SignInDelayedException}, or a {@code MessagingException} that describes the error in the settings. Errors
 * when sending: {@link SubmissionFailedException}.
 */
public class FerrypostTransport extends SMTPTransport {
    private final TransportDelegate delegate;

    public FerrypostTransport(Session session, @Nullable URLName urlname) {
        this(session, urlname, ProviderContext.standard());
    }

    FerrypostTransport(Session session, @Nullable URLName urlname, ProviderContext hold) {
        super(session, urlname); // the only constructor that every JavaMail version has
        this.delegate =
                new TransportDelegate(session, urlname == null ? "smtp" : urlname.getProtocol(), new Library(), hold);
    }

    @Override
    public synchronized void connect(Socket socket) throws MessagingException {
        delegate.bringsSocket(true);
        try {
            super.connect(socket);
        } finally {
            delegate.bringsSocket(false);
        }
    }

    @Override
    public synchronized void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        delegate.connect(host, port, user, password);
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        return delegate.protocolConnect(host, port, user, password);
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        delegate.sendMessage(message, addresses);
    }

    @Override
    public synchronized boolean isConnected() {
        return delegate.isConnected();
    }

    @Override
    protected synchronized void setConnected(boolean now) {
        delegate.setConnected(now);
    }

    @Override
    public synchronized boolean isSSL() {
        return delegate.isSsl();
    }

    @Override
    public synchronized @Nullable String getLastServerResponse() {
        return delegate.lastServerResponse();
    }

    @Override
    public synchronized int getLastReturnCode() {
        return delegate.lastReturnCode();
    }

    @Override
    public synchronized boolean supportsExtension(String extension) {
        return delegate.supportsExtension(extension);
    }

    @Override
    public synchronized @Nullable String getExtensionParameter(String extension) {
        return delegate.extensionParameter(extension);
    }

    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        return delegate.simpleCommand(command);
    }

    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        delegate.issueCommand(command, expected);
    }

    @Override
    public synchronized void addTransportListener(TransportListener listener) {
        super.addTransportListener(listener);
        delegate.add(listener);
    }

    @Override
    public synchronized void removeTransportListener(TransportListener listener) {
        super.removeTransportListener(listener);
        delegate.remove(listener);
    }

    @Override
    protected void queueEvent(MailEvent event, Vector<? extends EventListener> listeners) {
        delegate.queueEvent(event, listeners);
    }

    /** Calls the methods of the superclass. */
    private final class Library implements LibraryTransport {
        @Override
        public Transport self() {
            return FerrypostTransport.this;
        }

        @Override
        public void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
                throws MessagingException {
            FerrypostTransport.super.connect(host, port, user, password);
        }

        @Override
        public boolean protocolConnect(
                @Nullable String host, int port, @Nullable String user, @Nullable String password)
                throws MessagingException {
            return FerrypostTransport.super.protocolConnect(host, port, user, password);
        }

        @Override
        public void sendMessage(Message message, Address[] addresses) throws MessagingException {
            FerrypostTransport.super.sendMessage(message, addresses);
        }

        @Override
        public boolean isConnected() {
            return FerrypostTransport.super.isConnected();
        }

        @Override
        public void setConnected(boolean now) {
            FerrypostTransport.super.setConnected(now);
        }

        @Override
        public boolean isSsl() {
            return FerrypostTransport.super.isSSL();
        }

        @Override
        public boolean reportsSuccess() {
            return getReportSuccess();
        }

        @Override
        public @Nullable String lastServerResponse() {
            return FerrypostTransport.super.getLastServerResponse();
        }

        @Override
        public int lastReturnCode() {
            return FerrypostTransport.super.getLastReturnCode();
        }

        @Override
        public boolean supportsExtension(String extension) {
            return FerrypostTransport.super.supportsExtension(extension);
        }

        @Override
        public @Nullable String extensionParameter(String extension) {
            return FerrypostTransport.super.getExtensionParameter(extension);
        }

        @Override
        public int simpleCommand(String command) throws MessagingException {
            return FerrypostTransport.super.simpleCommand(command);
        }

        @Override
        public void issueCommand(String command, int expected) throws MessagingException {
            FerrypostTransport.super.issueCommand(command, expected);
        }

        @Override
        public void queueEvent(MailEvent event, Vector<? extends EventListener> listeners) {
            FerrypostTransport.super.queueEvent(event, listeners);
        }
    }
}
