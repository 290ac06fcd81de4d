package io.github.ferrypost.sandbox.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mailbox with its owner's account. Mutable and thread-safe. */
public final class Mailbox {
    private final User owner;
    private final String address;
    private final boolean shared;
    private final Set<String> aliases = ConcurrentHashMap.newKeySet();
    private final Set<String> sendAs = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> rbac = new ConcurrentHashMap<>();
    private volatile @Nullable Set<String> fullAccess;
    private final Set<String> delegates = ConcurrentHashMap.newKeySet();
    private volatile boolean full;
    private volatile @Nullable Boolean smtpAuthDisabled;

    Mailbox(User owner, boolean shared) {
        this.owner = owner;
        this.shared = shared;
        this.address = owner.name();
    }

    /** The account of the mailbox. */
    public User owner() {
        return owner;
    }

    /** The object ID, which Graph accepts instead of the address. */
    public String id() {
        return owner.id();
    }

    /** The primary address, which is also the user principal name. */
    public String address() {
        return address;
    }

    /** Whether it is a shared mailbox, which needs no licence. */
    public boolean shared() {
        return shared;
    }

    /** Adds aliases. */
    public Mailbox alias(String... addresses) {
        for (String alias : addresses) {
            aliases.add(alias.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** Grants this mailbox Send As for these addresses. */
    public Mailbox sendAs(String... addresses) {
        for (String other : addresses) {
            sendAs.add(other.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** Whether this mailbox may send as this address: its own, an alias, or one granted. */
    public boolean maySendAs(String sender) {
        String lower = sender.toLowerCase(Locale.ROOT);
        return address.equalsIgnoreCase(sender) || aliases.contains(lower) || sendAs.contains(lower);
    }

    /**
     * Grants the app these roles on this mailbox by RBAC for Applications; they work without appearing in the token.
     *
     * @param roles such as {@code Application Mail.Send}; the first word may be left out
     */
    public Mailbox grantRbac(App app, String... roles) {
        Set<String> granted = rbac.computeIfAbsent(app.clientId(), client -> ConcurrentHashMap.newKeySet());
        for (String role : roles) {
            granted.add(role.replaceFirst("^Application ", ""));
        }
        return this;
    }

    public boolean rbacGrants(String clientId, String role) {
        return rbac.getOrDefault(clientId, Set.of()).contains(role);
    }

    /**
     * Limits {@code Add-MailboxPermission -AccessRights FullAccess} to these apps. Initially every app has it, so
     * SMTP.SendAsApp is enough; without it SMTP answers 535 5.7.3.
     */
    public Mailbox fullAccess(App... apps) {
        Set<String> only = ConcurrentHashMap.newKeySet();
        for (App app : apps) {
            only.add(app.clientId());
        }
        fullAccess = only;
        return this;
    }

    public boolean hasFullAccess(String clientId) {
        Set<String> only = fullAccess;
        return only == null || only.contains(clientId);
    }

    /** Grants these users {@code Add-MailboxPermission -AccessRights FullAccess}. */
    public Mailbox delegates(User... users) {
        for (User user : users) {
            delegates.add(user.id());
        }
        return this;
    }

    /** Whether this user owns the mailbox or has full access to it. */
    public boolean isOpenTo(User user) {
        return owner == user || delegates.contains(user.id());
    }

    /**
     * Blocks the owner's sign-in. App-only Graph requests still work; SMTP AUTH does not, except for an app that RBAC gives
     * a shared mailbox.
     */
    public Mailbox disabled(boolean value) {
        owner.disabled(value);
        return this;
    }

    public boolean disabled() {
        return owner.disabled();
    }

    /** Assigns or removes the Exchange licence. */
    public Mailbox licensed(boolean value) {
        owner.licensed(value);
        return this;
    }

    public boolean licensed() {
        return owner.licensed();
    }

    /** Whether the owner's password expires; false by default. */
    public Mailbox passwordExpires(boolean value) {
        owner.passwordExpires(value);
        return this;
    }

    public boolean passwordExpires() {
        return owner.passwordExpires();
    }

    /** Whether the mailbox has reached its quota, so that nothing can be submitted from it. */
    public Mailbox full(boolean value) {
        full = value;
        return this;
    }

    public boolean full() {
        return full;
    }

    /** {@code Set-CASMailbox -SmtpClientAuthenticationDisabled}: true, false, or null to inherit from the tenant. */
    public Mailbox smtpAuthDisabled(@Nullable Boolean value) {
        smtpAuthDisabled = value;
        return this;
    }

    /** The mailbox's own switch; empty if it inherits. */
    public Optional<Boolean> smtpAuthDisabled() {
        return Optional.ofNullable(smtpAuthDisabled);
    }

    @Override
    public String toString() {
        return address;
    }
}
