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

    private Account(Values values) {
        name = Objects.requireNonNull(values.name);
        tenant = Objects.requireNonNull(values.tenant);
        client = Objects.requireNonNull(values.client);
        credential = Objects.requireNonNull(values.credential);
        mailbox = Objects.requireNonNull(values.mailbox);
        senders = Set.copyOf(values.senders);
        logins = Set.copyOf(values.logins);
        roads = List.copyOf(values.roads);
        endpoints = Objects.requireNonNull(values.endpoints);
        envelope = Objects.requireNonNull(values.envelope);
        inDoubt = Objects.requireNonNull(values.inDoubt);
        sending = Objects.requireNonNull(values.sending);
    }

    /** The values of an account that is being made; starts with those of another one, or with the defaults. */
    private static final class Values {
        private String name = "";
        private final String tenant;
        private final String client;
        private final Credential credential;
        private String mailbox;
        private Set<String> senders = Set.of();
        private Set<String> logins = Set.of();
        private List<RoadName> roads = List.of(RoadName.GRAPH);
        private Endpoints endpoints = Endpoints.of(Cloud.GLOBAL);
        private EnvelopePolicy envelope = EnvelopePolicy.SMTP_ROAD;
        private InDoubt inDoubt = InDoubt.SEND_AGAIN;
        private SendingOptions sending = SendingOptions.STANDARD;

        private Values(String tenant, String client, Credential credential, String mailbox) {
            this.tenant = tenant;
            this.client = client;
            this.credential = credential;
            this.mailbox = mailbox;
        }

        private Values(Account from) {
            this(from.tenant, from.client, from.credential, from.mailbox);
            name = from.name;
            senders = from.senders;
            logins = from.logins;
            roads = from.roads;
            endpoints = from.endpoints;
            envelope = from.envelope;
            inDoubt = from.inDoubt;
            sending = from.sending;
        }
    }

    /**
     * An account in the global cloud that sends by Graph.
     *
     * @param tenant the directory (tenant) ID, or a domain of the tenant
     * @param client the application (client) ID
     * @param mailbox the address of the sending mailbox
     */
    public static Account of(String tenant, String client, Credential credential, String mailbox) {
        return new Account(new Values(tenant, client, credential, mailbox));
    }

    /** Returns a copy with this name, as in {@code ferrypost.account.NAME.mailbox}. */
    public Account withName(String newName) {
        Values values = new Values(this);
        values.name = newName;
        return new Account(values);
    }

    /** Returns a copy with additional senders: addresses, domains, or {@code *} for any. */
    public Account withSenders(Set<String> newSenders) {
        Values values = new Values(this);
        values.senders = newSenders;
        return new Account(values);
    }

    /** Returns a copy with additional user names that old software logs in with. */
    public Account withLogins(Set<String> newLogins) {
        Values values = new Values(this);
        values.logins = newLogins;
        return new Account(values);
    }

    /** Returns a copy with these roads, in order of preference; at least one. */
    public Account withRoads(List<RoadName> newRoads) {
        Values values = new Values(this);
        values.roads = newRoads;
        return new Account(values);
    }

    public Account withEndpoints(Endpoints newEndpoints) {
        Values values = new Values(this);
        values.endpoints = newEndpoints;
        return new Account(values);
    }

    public Account withEnvelope(EnvelopePolicy newEnvelope) {
        Values values = new Values(this);
        values.envelope = newEnvelope;
        return new Account(values);
    }

    public Account withInDoubt(InDoubt newInDoubt) {
        Values values = new Values(this);
        values.inDoubt = newInDoubt;
        return new Account(values);
    }

    public Account withSending(SendingOptions newSending) {
        Values values = new Values(this);
        values.sending = newSending;
        return new Account(values);
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
        Values values = new Values(this);
        values.name = name + ":" + own;
        values.mailbox = own;
        values.senders = Set.of();
        values.logins = Set.of();
        return new Account(values);
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
