package io.github.ferrypost.sandbox.directory;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An app registration and its service principal. Mutable and thread-safe. */
public final class App {
    /** Part of every secret, so that a test can search for it in logs, pages and exceptions. */
    public static final String SECRET_MARKER = "SANDBOXSECRET";

    /** The result of checking a presented secret. */
    public enum SecretState {
        VALID,
        EXPIRED,
        UNKNOWN
    }

    private final String clientId;
    private final String objectId = UUID.randomUUID().toString();
    private final String name;
    private final Clock clock;
    private final Map<String, Instant> secrets = new ConcurrentHashMap<>();
    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final AtomicInteger generation = new AtomicInteger();
    private final Registration registration = new Registration();
    private final List<FederatedCredential> federated = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> userConsents = new ConcurrentHashMap<>();
    private final Set<String> assigned = ConcurrentHashMap.newKeySet();
    private volatile Set<String> roles;
    private volatile Set<String> scopes =
            Set.of("User.Read", "Mail.Send", "Mail.Send.Shared", "Mail.ReadWrite", "SMTP.Send");
    private volatile boolean assignmentRequired;
    private volatile boolean managedIdentity;
    private volatile boolean consented = true;
    private volatile boolean disabled;
    private volatile boolean servicePrincipal = true;

    App(String clientId, String name, Set<String> roles, Clock clock) {
        this.clientId = clientId;
        this.name = name;
        this.roles = roles;
        this.clock = clock;
    }

    /** The application (client) ID. */
    public String clientId() {
        return clientId;
    }

    /** The object ID of the enterprise app. */
    public String objectId() {
        return objectId;
    }

    public String name() {
        return name;
    }

    /** Adds a secret that is valid for two years. */
    public String addSecret() {
        return addSecret(clock.instant().plus(Duration.ofDays(730)));
    }

    /**
     * Adds a secret that is valid until {@code expiry}: 40 characters with a tilde, like Entra's, and
     * {@link #SECRET_MARKER}.
     */
    public String addSecret(Instant expiry) {
        String secret = Noise.marked(Noise.letters(3) + "8Q~", 40);
        secrets.put(secret, expiry);
        return secret;
    }

    /** Adds a secret of the caller's own, as older tools for Entra allowed. */
    public App addSecret(String secret, Instant expiry) {
        secrets.put(secret, expiry);
        return this;
    }

    /** Makes all secrets expire now. */
    public App expireSecrets() {
        secrets.replaceAll((secret, expiry) -> clock.instant().minusSeconds(1));
        return this;
    }

    /** Removes all secrets, certificates and federated credentials. */
    public App removeCredentials() {
        secrets.clear();
        federated.clear();
        certificates.clear();
        return this;
    }

    /** Checks a presented secret. */
    public SecretState secret(String presented) {
        Instant expiry = secrets.get(presented);
        if (expiry == null) {
            return SecretState.UNKNOWN;
        }
        return clock.instant().isBefore(expiry) ? SecretState.VALID : SecretState.EXPIRED;
    }

    /** The secrets, each with its expiry. */
    public Map<String, Instant> secretExpiries() {
        return Map.copyOf(secrets);
    }

    /** Redirect URIs, platforms, owners. */
    public Registration registration() {
        return registration;
    }

    /** Uploads a certificate whose key may sign assertions. */
    public App addCertificate(X509Certificate certificate) {
        certificates.add(certificate);
        return this;
    }

    /**
     * Uploads a certificate in PEM.
     *
     * @throws IllegalArgumentException if it cannot be parsed
     */
    public App addCertificate(String pem) {
        try {
            return addCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("Not a certificate in PEM", e);
        }
    }

    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** Trusts this issuer's tokens for this subject, with the audience {@value FederatedCredential#AUDIENCE}. */
    public App addFederatedCredential(String issuer, String subject) {
        return addFederatedCredential(issuer, subject, FederatedCredential.AUDIENCE);
    }

    /** Trusts this issuer's tokens for this subject and audience, compared exactly. */
    public App addFederatedCredential(String issuer, String subject, String audience) {
        federated.add(new FederatedCredential(issuer, subject, audience));
        return this;
    }

    public List<FederatedCredential> federatedCredentials() {
        return List.copyOf(federated);
    }

    /** Replaces the application permissions; tokens already issued keep theirs. */
    public App roles(String... permissions) {
        roles = Set.of(permissions);
        return this;
    }

    /** The consented application permissions: the roles in the next token. */
    public Set<String> grantedRoles() {
        return consented ? roles : Set.of();
    }

    /**
     * Replaces the delegated permissions with admin consent for all users; initially those that a mail sender needs.
     */
    public App scopes(String... permissions) {
        scopes = Set.of(permissions);
        userConsents.clear();
        return this;
    }

    /** The delegated permissions with consent for this user. */
    public Set<String> grantedScopes(User user) {
        Set<String> granted = new HashSet<>(adminScopes());
        granted.addAll(userConsents.getOrDefault(user.id(), Set.of()));
        return granted;
    }

    /** The delegated permissions with admin consent for all users. */
    public Set<String> adminScopes() {
        return consented ? scopes : Set.of();
    }

    /** Records this user's consent to these permissions. */
    public void consent(User user, Set<String> permissions) {
        userConsents
                .computeIfAbsent(user.id(), id -> ConcurrentHashMap.newKeySet())
                .addAll(permissions);
    }

    /** "Assignment required": AADSTS50105 for users that are not assigned. */
    public App assignmentRequired(boolean value) {
        assignmentRequired = value;
        return this;
    }

    public boolean assignmentRequired() {
        return assignmentRequired;
    }

    /** Assigns these users. */
    public App assign(User... users) {
        for (User user : users) {
            assigned.add(user.id());
        }
        return this;
    }

    /** Whether this user may sign in to the app. */
    public boolean admits(User user) {
        return !assignmentRequired || assigned.contains(user.id());
    }

    App managedIdentity(boolean value) {
        managedIdentity = value;
        return this;
    }

    public boolean managedIdentity() {
        return managedIdentity;
    }

    /** Whether there is admin consent; without it tokens carry no roles, and users are asked for consent. */
    public App consent(boolean granted) {
        consented = granted;
        return this;
    }

    /** Disables the enterprise app: AADSTS7000112. */
    public App disabled(boolean value) {
        disabled = value;
        return this;
    }

    public boolean disabled() {
        return disabled;
    }

    /** Removes the service principal from the tenant, or restores it: AADSTS7000229. */
    public App servicePrincipal(boolean exists) {
        servicePrincipal = exists;
        return this;
    }

    public boolean servicePrincipal() {
        return servicePrincipal;
    }

    /** Revokes all tokens issued so far, although they have not expired. */
    public App revokeTokens() {
        generation.incrementAndGet();
        return this;
    }

    /** Increases with each {@link #revokeTokens}. */
    public int generation() {
        return generation.get();
    }

    @Override
    public String toString() {
        return name + " " + clientId;
    }
}
