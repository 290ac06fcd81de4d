package io.github.ferrypost.sandbox.directory;

import java.util.List;
import java.util.Set;

/** An app registration apart from its credentials and permissions. Mutable and thread-safe. */
public final class Registration {
    private volatile List<String> spaRedirectUris = List.of();
    private volatile List<String> webRedirectUris = List.of();
    private volatile List<String> publicRedirectUris = List.of();
    private volatile boolean publicClient;
    private volatile boolean implicitTokens;
    private volatile List<Mailbox> owners = List.of();
    private volatile Set<String> requested = Set.of();

    Registration() {}

    /** The redirect URIs of the single-page application, compared exactly. */
    public Registration spaRedirectUris(String... uris) {
        spaRedirectUris = List.of(uris);
        return this;
    }

    public List<String> spaRedirectUris() {
        return spaRedirectUris;
    }

    /** The redirect URIs of the Web platform, compared exactly. */
    public Registration webRedirectUris(String... uris) {
        webRedirectUris = List.of(uris);
        return this;
    }

    public List<String> webRedirectUris() {
        return webRedirectUris;
    }

    /**
     * The redirect URIs of "Mobile and desktop applications", compared exactly, except that loopback URIs match any
     * port.
     */
    public Registration publicRedirectUris(String... uris) {
        publicRedirectUris = List.of(uris);
        return this;
    }

    public List<String> publicRedirectUris() {
        return publicRedirectUris;
    }

    /** "Allow public client flows": device code and password without a secret; if false, AADSTS7000218. */
    public Registration publicClient(boolean allowed) {
        publicClient = allowed;
        return this;
    }

    public boolean publicClient() {
        return publicClient;
    }

    /** Implicit grant: whether ID tokens and access tokens are issued. */
    public Registration implicitTokens(boolean issued) {
        implicitTokens = issued;
        return this;
    }

    public boolean implicitTokens() {
        return implicitTokens;
    }

    public Registration owners(Mailbox... users) {
        owners = List.of(users);
        return this;
    }

    public List<Mailbox> owners() {
        return owners;
    }

    /** Permissions that are listed although they have no consent yet, besides those with consent. */
    public Registration requested(String... permissions) {
        requested = Set.of(permissions);
        return this;
    }

    public Set<String> requested() {
        return requested;
    }
}
