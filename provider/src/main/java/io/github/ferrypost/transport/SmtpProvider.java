package io.github.ferrypost.transport;

/** Claims the protocol {@code smtp}. {@link java.util.ServiceLoader} creates one for every mail Session. */
public final class SmtpProvider extends ClaimingProvider {
    public SmtpProvider() {
        super("smtp", "FerrypostTransport");
    }
}
