package io.github.ferrypost.transport;

/** Claims the protocol {@code smtps}. Made by {@link java.util.ServiceLoader}, anew for every mail Session. */
public final class SmtpsProvider extends ClaimingProvider {
    public SmtpsProvider() {
        super("smtps", "FerrypostSslTransport");
    }
}
