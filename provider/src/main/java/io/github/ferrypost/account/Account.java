package io.github.ferrypost.account;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A mailbox, and the app registration that may send for it. Immutable; two accounts with the same settings are equal,
 * and share tokens and connections. Created by {@link #of} and refined by the {@code with} methods.
 */
public final class Account {
    private final String name;
    private final String tenant;
    private final String client;
    private final Credential credential;
    private final String mailbox;
    private final Set<String> senders;
    private final Set<String> logins;
    private final List<RoadName> roads;
    private final Endpoints endpoints;
    private final EnvelopePolicy envelope;
    private final InDoubt inDoubt;

    private Account(
            String name,
            String tenant,
            String client,
            Credential credential,
            String mailbox,
            Set<String> senders,
            Set<String> logins,
            List<RoadName> roads,
            Endpoints endpoints,
            EnvelopePolicy envelope,
            InDoubt inDoubt) {
        this.name = Objects.requireNonNull(name);
        this.tenant = Objects.requireNonNull(tenant);
        this.client = Objects.requireNonNull(client);
        this.credential = Objects.requireNonNull(credential);
        this.mailbox = Objects.requireNonNull(mailbox);
        this.senders = Set.copyOf(senders);
        this.logins = Set.copyOf(logins);
        this.roads = List.copyOf(roads);
        this.endpoints = Objects.requireNonNull(endpoints);
        this.envelope = Objects.requireNonNull(envelope);
        this.inDoubt = Objects.requireNonNull(inDoubt);
    }

    /**
     * An account in the global cloud that sends by Graph.
     *
     * @param tenant the directory (tenant) ID, or a domain of the tenant
     * @param client the application (client) ID
     * @param mailbox the address of the sending mailbox
     */
    public static Account of(String tenant, String client, Credential credential, String mailbox) {
        return new Account(
                "",
                tenant,
                client,
                credential,
                mailbox,
                Set.of(),
                Set.of(),
                List.of(RoadName.GRAPH),
                Endpoints.of(Cloud.GLOBAL),
                EnvelopePolicy.SMTP_ROAD,
                InDoubt.SEND_AGAIN);
    }

    /** Returns a copy with this name, as in {@code ferrypost.account.NAME.mailbox}. */
    public Account withName(String newName) {
        return new Account(
                newName, tenant, client, credential, mailbox, senders, logins, roads, endpoints, envelope, inDoubt);
    }

    /** Returns a copy with additional senders: addresses, domains, or {@code *} for any. */
    public Account withSenders(Set<String> newSenders) {
        return new Account(
                name, tenant, client, credential, mailbox, newSenders, logins, roads, endpoints, envelope, inDoubt);
    }

    /** Returns a copy with additional user names that old software logs in with. */
    public Account withLogins(Set<String> newLogins) {
        return new Account(
                name, tenant, client, credential, mailbox, senders, newLogins, roads, endpoints, envelope, inDoubt);
    }

    /** Returns a copy with these roads, in order of preference; at least one. */
    public Account withRoads(List<RoadName> newRoads) {
        return new Account(
                name, tenant, client, credential, mailbox, senders, logins, newRoads, endpoints, envelope, inDoubt);
    }

    public Account withEndpoints(Endpoints newEndpoints) {
        return new Account(
                name, tenant, client, credential, mailbox, senders, logins, roads, newEndpoints, envelope, inDoubt);
    }

    public Account withEnvelope(EnvelopePolicy newEnvelope) {
        return new Account(
                name, tenant, client, credential, mailbox, senders, logins, roads, endpoints, newEnvelope, inDoubt);
    }

    public Account withInDoubt(InDoubt newInDoubt) {
        return new Account(
                name, tenant, client, credential, mailbox, senders, logins, roads, endpoints, envelope, newInDoubt);
    }

    /** The name in the settings; empty for the unnamed account. */
    public String name() {
        return name;
    }

    public String tenant() {
        return tenant;
    }

    public String client() {
        return client;
    }

    public Credential credential() {
        return credential;
    }

    public String mailbox() {
        return mailbox;
    }

    public Set<String> senders() {
        return senders;
    }

    public Set<String> logins() {
        return logins;
    }

    public List<RoadName> roads() {
        return roads;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public EnvelopePolicy envelope() {
        return envelope;
    }

    public InDoubt inDoubt() {
        return inDoubt;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Account)) {
            return false;
        }
        Account that = (Account) other;
        return name.equals(that.name)
                && tenant.equals(that.tenant)
                && client.equals(that.client)
                && credential.equals(that.credential)
                && mailbox.equals(that.mailbox)
                && senders.equals(that.senders)
                && logins.equals(that.logins)
                && roads.equals(that.roads)
                && endpoints.equals(that.endpoints)
                && envelope == that.envelope
                && inDoubt == that.inDoubt;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, tenant, client, credential, mailbox);
    }

    /** For logs; contains no secret. */
    @Override
    public String toString() {
        return (name.isEmpty() ? "account" : "account " + name) + " (" + mailbox + ", tenant " + tenant + ", app "
                + client + ")";
    }
}
