package io.github.ferrypost.transport;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.event.MailEvent;
import java.util.EventListener;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The mail library's own transport. Each method calls the library's implementation and bypasses our override: our
 * transports must extend the library's class, and give the {@link TransportDelegate} access this way.
 */
interface LibraryTransport {
    /** The object that programs hold and that events name as their source. */
    Transport self();

    void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException;

    boolean protocolConnect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException;

    void sendMessage(Message message, Address[] addresses) throws MessagingException;

    boolean isConnected();

    void setConnected(boolean now);

    boolean isSsl();

    boolean reportsSuccess();

    @Nullable
    String lastServerResponse();

    int lastReturnCode();

    boolean supportsExtension(String extension);

    @Nullable
    String extensionParameter(String extension);

    int simpleCommand(String command) throws MessagingException;

    void issueCommand(String command, int expected) throws MessagingException;

    void queueEvent(MailEvent event, Vector<? extends EventListener> listeners);
}
