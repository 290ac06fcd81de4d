package io.github.ferrypost.sandbox.directory;

/** An external issuer whose tokens an app accepts instead of a secret. Immutable. */
public final class FederatedCredential {
    /** The audience that Microsoft recommends. */
    public static final String AUDIENCE = "api://AzureADTokenExchange";

    private final String issuer;
    private final String subject;
    private final String audience;

    FederatedCredential(String issuer, String subject, String audience) {
        this.issuer = issuer;
        this.subject = subject;
        this.audience = audience;
    }

    public String issuer() {
        return issuer;
    }

    public String subject() {
        return subject;
    }

    public String audience() {
        return audience;
    }
}
