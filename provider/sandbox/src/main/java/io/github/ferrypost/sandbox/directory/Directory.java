package io.github.ferrypost.sandbox.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenant: accounts, mailboxes, apps, and the administrator's switches. Mutable and thread-safe; a change takes
 * effect with the next request.
 */
public final class Directory {
    private final String tenantId = UUID.randomUUID().toString();
    private final String domain;
    private final Clock clock;
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final SignIns signIns = new SignIns();
    private volatile boolean smtpAuthDisabled;
    private volatile boolean securityDefaults;

    /** Creates an empty tenant; {@code clock} decides when secrets expire. */
    public Directory(String domain, Clock clock) {
        this.domain = domain;
        this.clock = clock;
    }

    public String tenantId() {
        return tenantId;
    }

    /** The tenant's first domain, which identifies it as its ID does. */
    public String domain() {
        return domain;
    }

    /** Whether this ID or domain identifies the tenant. */
    public boolean isTenant(String idOrDomain) {
        return tenantId.equalsIgnoreCase(idOrDomain) || domain.equalsIgnoreCase(idOrDomain);
    }

    /**
     * Creates a licensed mailbox.
     *
     * @throws IllegalArgumentException if an account with this name exists
     */
    public Mailbox addMailbox(String address) {
        Mailbox mailbox = new Mailbox(addUser(address).licensed(true), false);
        mailboxes.put(key(address), mailbox);
        return mailbox;
    }

    /**
     * Creates a shared mailbox: without a licence, and its account blocked from sign-in.
     *
     * @throws IllegalArgumentException if an account with this name exists
     */
    public Mailbox addSharedMailbox(String address) {
        Mailbox mailbox = new Mailbox(addUser(address).disabled(true), true);
        mailboxes.put(key(address), mailbox);
        return mailbox;
    }

    /**
     * Creates an account without a mailbox.
     *
     * @throws IllegalArgumentException if an account with this name exists
     */
    public User addUser(String name) {
        User user = new User(name);
        if (users.putIfAbsent(key(name), user) != null) {
            throw new IllegalArgumentException("There is such an account already: " + name);
        }
        return user;
    }

    /** The account with this user principal name or object ID. */
    public Optional<User> user(String nameOrId) {
        User byName = users.get(key(nameOrId));
        if (byName != null) {
            return Optional.of(byName);
        }
        return users.values().stream().filter(user -> user.is(nameOrId)).findFirst();
    }

    /** The users' actions in browsers and with device codes. */
    public SignIns signIns() {
        return signIns;
    }

    /** The mailbox with this primary address or object ID; an alias does not match, as in Graph's {@code /users/}. */
    public Optional<Mailbox> mailbox(String addressOrId) {
        Mailbox byAddress = mailboxes.get(key(addressOrId));
        if (byAddress != null) {
            return Optional.of(byAddress);
        }
        return mailboxes.values().stream()
                .filter(mailbox -> mailbox.id().equalsIgnoreCase(addressOrId))
                .findFirst();
    }

    /** All mailboxes, in no particular order. */
    public List<Mailbox> mailboxes() {
        return new ArrayList<>(mailboxes.values());
    }

    /**
     * Registers an app with consent to these application permissions, such as {@code Mail.Send}; it has no credential
     * yet.
     */
    public App addApp(String name, String... roles) {
        App app = new App(UUID.randomUUID().toString(), name, Set.of(roles), clock);
        apps.put(app.clientId(), app);
        return app;
    }

    /** Creates a managed identity with these application permissions; it has no registration and no credential. */
    public App addManagedIdentity(String name, String... roles) {
        return addApp(name, roles).managedIdentity(true);
    }

    /**
     * Adds Microsoft's own "Microsoft Graph Command Line Tools", a public client that exists in every tenant; it has no
     * consent.
     */
    public App addGraphCommandLineTools() {
        App app =
                new App("14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools", Set.of(), clock);
        app.registration().publicClient(true).publicRedirectUris("http://localhost");
        apps.put(app.clientId(), app);
        return app.scopes();
    }

    /** The managed identities. */
    public List<App> managedIdentities() {
        List<App> found = new ArrayList<>(apps.values());
        found.removeIf(app -> !app.managedIdentity());
        return found;
    }

    /** The app with this client ID. */
    public Optional<App> app(String clientId) {
        return Optional.ofNullable(apps.get(key(clientId)));
    }

    /** Disables SMTP AUTH for the tenant ({@code Set-TransportConfig}); a mailbox may override it. */
    public Directory smtpAuthDisabled(boolean disabled) {
        smtpAuthDisabled = disabled;
        return this;
    }

    public boolean smtpAuthDisabled() {
        return smtpAuthDisabled;
    }

    /** Enables security defaults, which block SMTP AUTH whatever the other switches say. */
    public Directory securityDefaults(boolean on) {
        securityDefaults = on;
        return this;
    }

    public boolean securityDefaults() {
        return securityDefaults;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
