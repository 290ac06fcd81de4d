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
 * One tenant: its mailboxes, its apps, and the switches of its administrator. Mutable and thread-safe; a change holds
 * from the next request on.
 */
public final class Directory {
    private final String tenantId = UUID.randomUUID().toString();
    private final String domain;
    private final Clock clock;
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private volatile boolean smtpAuthDisabled;
    private volatile boolean securityDefaults;

    /** An empty tenant; secrets expire by this clock. */
    public Directory(String domain, Clock clock) {
        this.domain = domain;
        this.clock = clock;
    }

    public String tenantId() {
        return tenantId;
    }

    /** The tenant's first domain, which serves as its name as well as the ID does. */
    public String domain() {
        return domain;
    }

    /** Whether this ID or domain names the tenant. */
    public boolean isTenant(String idOrDomain) {
        return tenantId.equalsIgnoreCase(idOrDomain) || domain.equalsIgnoreCase(idOrDomain);
    }

    /**
     * Creates a licensed mailbox.
     *
     * @throws IllegalArgumentException if the address belongs to a mailbox already
     */
    public Mailbox addMailbox(String address) {
        if (!address.contains("@")) {
            throw new IllegalArgumentException("Not an address: " + address);
        }
        Mailbox mailbox = new Mailbox(address);
        if (mailboxes.putIfAbsent(key(address), mailbox) != null) {
            throw new IllegalArgumentException("There is such a mailbox already: " + address);
        }
        return mailbox;
    }

    /** The mailbox with this primary address or object ID; an alias is not enough, as with Graph's {@code /users/}. */
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

    /** Registers an app with consent to these application permissions, such as {@code Mail.Send}; it has no credential yet. */
    public App addApp(String name, String... roles) {
        App app = new App(name, Set.of(roles), clock);
        apps.put(app.clientId(), app);
        return app;
    }

    /** The app with this client ID. */
    public Optional<App> app(String clientId) {
        return Optional.ofNullable(apps.get(key(clientId)));
    }

    /** Switches SMTP AUTH off for the tenant ({@code Set-TransportConfig}); a mailbox may overrule it. */
    public Directory smtpAuthDisabled(boolean disabled) {
        smtpAuthDisabled = disabled;
        return this;
    }

    public boolean smtpAuthDisabled() {
        return smtpAuthDisabled;
    }

    /** Switches security defaults on, which lock SMTP AUTH whatever the other switches say. */
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
