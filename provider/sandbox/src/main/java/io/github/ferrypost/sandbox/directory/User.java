package io.github.ferrypost.sandbox.directory;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A user account in the tenant; every mailbox has one as its owner. Mutable and thread-safe. */
public final class User {
    private final String id = UUID.randomUUID().toString();
    private final String name;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile String password = Noise.marked("Pw!", 24);
    private volatile boolean disabled;
    private volatile boolean mfa;
    private volatile boolean federated;
    private volatile boolean locked;
    private volatile boolean mustChangePassword;
    private volatile boolean passwordExpires;
    private volatile boolean licensed;
    private volatile boolean administrator;

    User(String name) {
        if (!name.contains("@")) {
            throw new IllegalArgumentException("Not a user principal name: " + name);
        }
        this.name = name;
    }

    /** The object ID, which is {@code oid} in tokens. */
    public String id() {
        return id;
    }

    /** The user principal name, in the form of an address. */
    public String name() {
        return name;
    }

    /** The password; random and containing {@link App#SECRET_MARKER} unless set. */
    public String password() {
        return password;
    }

    /** Changes the password, which ends all sessions, as in Entra. */
    public User password(String value) {
        password = value;
        return revokeSessions();
    }

    /** Ends all sessions: refresh tokens issued so far get AADSTS50173. */
    public User revokeSessions() {
        sessions.incrementAndGet();
        return this;
    }

    /** Increases with each {@link #revokeSessions}. */
    public int sessions() {
        return sessions.get();
    }

    /** Requires multi-factor authentication: a sign-in with only a password gets AADSTS50076. */
    public User mfa(boolean required) {
        mfa = required;
        return this;
    }

    public boolean mfa() {
        return mfa;
    }

    /** Blocks sign-in: AADSTS50057. */
    public User disabled(boolean value) {
        disabled = value;
        return this;
    }

    public boolean disabled() {
        return disabled;
    }

    /** The password belongs to another directory, so Entra cannot check it: AADSTS50126. */
    public User federated(boolean value) {
        federated = value;
        return this;
    }

    public boolean federated() {
        return federated;
    }

    /** Smart lockout: AADSTS50053 whatever the password. */
    public User locked(boolean value) {
        locked = value;
        return this;
    }

    public boolean locked() {
        return locked;
    }

    /** The password has expired, or must be changed at the next sign-in: AADSTS50055. */
    public User mustChangePassword(boolean value) {
        mustChangePassword = value;
        return this;
    }

    public boolean mustChangePassword() {
        return mustChangePassword;
    }

    /** Whether the password policy lets the password expire; false by default. */
    public User passwordExpires(boolean value) {
        passwordExpires = value;
        return this;
    }

    public boolean passwordExpires() {
        return passwordExpires;
    }

    /** Assigns or removes a licence with Exchange. Mailbox owners have one from the start. */
    public User licensed(boolean value) {
        licensed = value;
        return this;
    }

    public boolean licensed() {
        return licensed;
    }

    /** Whether this user may consent to permissions that require an administrator. */
    public User administrator(boolean value) {
        administrator = value;
        return this;
    }

    public boolean administrator() {
        return administrator;
    }

    boolean is(String nameOrId) {
        return name.toLowerCase(Locale.ROOT).equals(nameOrId.toLowerCase(Locale.ROOT)) || id.equalsIgnoreCase(nameOrId);
    }

    @Override
    public String toString() {
        return name;
    }
}
