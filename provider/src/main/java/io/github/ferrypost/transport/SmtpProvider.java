package io.github.ferrypost.transport;

/** Claims the protocol {@code smtp}. Made by {@link java.util.ServiceLoader}, anew for every mail Session. */
public final class SmtpProvider extends ClaimingProvider {
    public SmtpProvider() {
        super("smtp", "FerrypostTransport");
    }
}
