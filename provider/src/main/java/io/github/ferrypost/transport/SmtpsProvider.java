package io.github.ferrypost.transport;

/** Claims the protocol {@code smtps}. {@link java.util.ServiceLoader} creates one for every mail Session. */
public final class SmtpsProvider extends ClaimingProvider {
    public SmtpsProvider() {
        super("smtps", "FerrypostSslTransport");
    }
}
