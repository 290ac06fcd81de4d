package io.github.ferrypost.account;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final SendingOptions sending;

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
            InDoubt inDoubt,
            SendingOptions sending) {
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
        this.sending = Objects.requireNonNull(sending);
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
                InDoubt.SEND_AGAIN,
                SendingOptions.STANDARD);
    }

    /** Returns a copy with this name, as in {@code ferrypost.account.NAME.mailbox}. */
    public Account withName(String newName) {
        return new Account(
                newName,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                roads,
                endpoints,
                envelope,
                inDoubt,
                sending);
    }

    /** Returns a copy with additional senders: addresses, domains, or {@code *} for any. */
    public Account withSenders(Set<String> newSenders) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                newSenders,
                logins,
                roads,
                endpoints,
                envelope,
                inDoubt,
                sending);
    }

    /** Returns a copy with additional user names that old software logs in with. */
    public Account withLogins(Set<String> newLogins) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                newLogins,
                roads,
                endpoints,
                envelope,
                inDoubt,
                sending);
    }

    /** Returns a copy with these roads, in order of preference; at least one. */
    public Account withRoads(List<RoadName> newRoads) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                newRoads,
                endpoints,
                envelope,
                inDoubt,
                sending);
    }

    public Account withEndpoints(Endpoints newEndpoints) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                roads,
                newEndpoints,
                envelope,
                inDoubt,
                sending);
    }

    public Account withEnvelope(EnvelopePolicy newEnvelope) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                roads,
                endpoints,
                newEnvelope,
                inDoubt,
                sending);
    }

    public Account withInDoubt(InDoubt newInDoubt) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                roads,
                endpoints,
                envelope,
                newInDoubt,
                sending);
    }

    public Account withSending(SendingOptions newSending) {
        return new Account(
                name,
                tenant,
                client,
                credential,
                mailbox,
                senders,
                logins,
                roads,
                endpoints,
                envelope,
                inDoubt,
                newSending);
    }

    /** The name in the settings; empty for the unnamed account. See {@link #forSender} for names with a colon. */
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

    /** The address of the mailbox; see {@link #isOfEachSender}. */
    public String mailbox() {
        return mailbox;
    }

    /** Whether each sender uses its own mailbox: {@code mailbox} is {@code *}, or {@code *@} and a domain. */
    public boolean isOfEachSender() {
        return mailbox.startsWith("*");
    }

    /**
     * The account that sends as this sender. For {@link #isOfEachSender} that is a copy with the sender's mailbox, whose
     * name ends in a colon and the mailbox, or else the fallback account; any other account sends as everyone.
     *
     * @param sender of the envelope, before it is rewritten; empty for the null sender
     */
    public Optional<Account> forSender(String sender) {
        if (!isOfEachSender()) {
            return Optional.of(this);
        }
        String own = Addresses.fold(sending.from().replacement(sender, sender).orElse(sender));
        boolean covered = own.indexOf('@') > 0
                && (mailbox.equals("*") || Addresses.domain(own).equals(Addresses.fold(Addresses.domain(mailbox))));
        return covered ? Optional.of(withMailbox(own)) : sending.fallback();
    }

    /** Whether {@link #forSender} made it. */
    public boolean isOfOneSender() {
        return name.indexOf(':') >= 0;
    }

    Account withMailbox(String own) {
        return new Account(
                name + ":" + own,
                tenant,
                client,
                credential,
                own,
                Set.of(),
                Set.of(),
                roads,
                endpoints,
                envelope,
                inDoubt,
                sending);
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

    /** Rewriting, redirection and drafts. */
    public SendingOptions sending() {
        return sending;
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
                && inDoubt == that.inDoubt
                && sending.equals(that.sending);
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
