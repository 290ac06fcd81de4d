package io.github.ferrypost.account;

import java.util.Objects;

/** One setting: its name, meaning and default. A row of {@link Keys}. Immutable. */
public final class Key {
    /** Where a setting may be used. */
    public enum Scope {
        /** Once for the whole program. */
        GLOBAL,
        /**
         * For all accounts, or for one as {@code ferrypost.account.NAME.…}; the unnamed value is the default for all.
         */
        SHARED,
        /** Identifies an account; never inherited from the unnamed one. */
        IDENTITY
    }

    private final String name;
    private final Scope scope;
    private final String standard;
    private final String meaning;
    private final boolean secret;
    private final boolean secretFile;
    private final boolean restart;

    private Key(
            String name,
            Scope scope,
            String standard,
            String meaning,
            boolean secret,
            boolean secretFile,
            boolean restart) {
        this.name = Objects.requireNonNull(name);
        this.scope = Objects.requireNonNull(scope);
        this.standard = Objects.requireNonNull(standard);
        this.meaning = Objects.requireNonNull(meaning);
        this.secret = secret;
        this.secretFile = secretFile;
        this.restart = restart;
    }

    /**
     * @param name with the prefix {@code ferrypost.}
     * @param standard the default; empty for none
     * @param meaning one or two sentences, with form or unit
     */
    public static Key of(String name, Scope scope, String standard, String meaning) {
        return new Key(name, scope, standard, meaning, false, false, false);
    }

    /** The row of one name, for a row with {@code .NAME.}: the same meaning and default under the name's own key. */
    public Key withName(String own) {
        return new Key(name.replace(".NAME.", "." + own + "."), scope, standard, meaning, secret, secretFile, restart);
    }

    /** Whether the row stands for any name, as {@code ferrypost.bridge.device.NAME.address} does. */
    public boolean isNamed() {
        return name.contains(".NAME.");
    }

    /** Returns a copy whose value is never shown. */
    public Key secret() {
        return new Key(name, scope, standard, meaning, true, secretFile, restart);
    }

    /** Returns a copy for the path of a file that holds a secret, such as a private key. */
    public Key secretFile() {
        return new Key(name, scope, standard, meaning, secret, true, restart);
    }

    /** Returns a copy that a running bridge reads only when it starts. */
    public Key restart() {
        return new Key(name, scope, standard, meaning, secret, secretFile, true);
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

    /** Whether a running bridge uses a new value only after a restart. */
    public boolean needsRestart() {
        return restart;
    }

    /** The environment variable that sets it, such as {@code FERRYPOST_ENDPOINT_LOGIN}. */
    public String environmentName() {
        return Keys.environmentName(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
