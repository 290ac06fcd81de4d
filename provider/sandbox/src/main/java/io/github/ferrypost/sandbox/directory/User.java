package io.github.ferrypost.sandbox.directory;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A person's account in the tenant; a mailbox has one as its owner. Mutable and thread-safe. */
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

    /** The user principal name, in the shape of an address. */
    public String name() {
        return name;
    }

    /** The password, made at random with {@link App#SECRET_MARKER} in it unless one was given. */
    public String password() {
        return password;
    }

    /** Changes the password, which ends all sessions, as in Entra. */
    public User password(String value) {
        password = value;
        return revokeSessions();
    }

    /** Ends all sessions: refresh tokens issued so far answer AADSTS50173. */
    public User revokeSessions() {
        sessions.incrementAndGet();
        return this;
    }

    /** Grows with each {@link #revokeSessions}. */
    public int sessions() {
        return sessions.get();
    }

    /** Multi-factor authentication: sign-in with a password alone answers AADSTS50076. */
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

    /** The password is another directory's business, so that Entra cannot check it: AADSTS50126. */
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

    /** Whether the password policy lets the password expire; it does not unless told. */
    public User passwordExpires(boolean value) {
        passwordExpires = value;
        return this;
    }

    public boolean passwordExpires() {
        return passwordExpires;
    }

    /** Gives or takes a licence with Exchange. Owners of mailboxes have one from the start. */
    public User licensed(boolean value) {
        licensed = value;
        return this;
    }

    public boolean licensed() {
        return licensed;
    }

    /** Whether this user may consent to permissions that only an administrator can give. */
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
