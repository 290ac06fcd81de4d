package io.github.ferrypost.transport;

import jakarta.mail.Provider;

/**
 * The protocol {@code ferrypost}, for a program that asks for us by name ({@code mail.transport.protocol.rfc822}). Made by
 * {@link java.util.ServiceLoader}, anew for every mail Session.
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
