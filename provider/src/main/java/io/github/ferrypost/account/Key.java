package io.github.ferrypost.account;

import java.util.Objects;

/** One setting: its name, what it means, and what holds where it is not set. The rows of {@link Keys}. Immutable. */
public final class Key {
    /** Where a setting may stand. */
    public enum Scope {
        /** Once for all. */
        GLOBAL,
        /** For all accounts, or for one as {@code ferrypost.account.NAME.…}; unnamed it is the default of all. */
        SHARED,
        /** What makes an account this account; it is never taken over from the unnamed one. */
        IDENTITY
    }

    private final String name;
    private final Scope scope;
    private final String standard;
    private final String meaning;
    private final boolean secret;
    private final boolean secretFile;

    private Key(String name, Scope scope, String standard, String meaning, boolean secret, boolean secretFile) {
        this.name = Objects.requireNonNull(name);
        this.scope = Objects.requireNonNull(scope);
        this.standard = Objects.requireNonNull(standard);
        this.meaning = Objects.requireNonNull(meaning);
        this.secret = secret;
        this.secretFile = secretFile;
    }

    /**
     * @param name with the prefix {@code ferrypost.}
     * @param standard the value that holds where none is set; empty for none
     * @param meaning what it means, with its form or unit, in one or two sentences
     */
    public static Key of(String name, Scope scope, String standard, String meaning) {
        return new Key(name, scope, standard, meaning, false, false);
    }

    /** The same, for a value that is never shown. */
    public Key secret() {
        return new Key(name, scope, standard, meaning, true, secretFile);
    }

    /** The same, for a path of a file that holds a secret, such as a private key. */
    public Key secretFile() {
        return new Key(name, scope, standard, meaning, secret, true);
    }

    public String name() {
        return name;
    }

    public Scope scope() {
        return scope;
    }

    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isSecret() {
        return secret;
    }

    public boolean namesSecretFile() {
        return secretFile;
    }

    /** The name of the environment variable that sets it, as {@code FERRYPOST_ENDPOINT_LOGIN}. */
    public String environmentName() {
        return Keys.environmentName(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
