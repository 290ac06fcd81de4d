package io.github.ferrypost.transport;

import jakarta.mail.Provider;

/**
 * The protocol {@code ferrypost}, for programs that name it ({@code mail.transport.protocol.rfc822}).
 * {@link java.util.ServiceLoader} creates one for every mail Session. Immutable.
 */
public final class FerrypostProvider extends Provider {
    public FerrypostProvider() {
        super(
                Type.TRANSPORT,
                "ferrypost",
                MailApiFlavor.transport("FerrypostTransport").orElse("FerrypostTransport"),
                "Ferrypost",
                null);
    }
}
