package io.github.ferrypost.account;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an account authenticates to Entra. Immutable; {@link #toString()} shows no secret. */
public abstract class Credential {
    private final SignIn how;
    private final List<Object> parts;

    /** @param parts everything that distinguishes two credentials */
    private Credential(SignIn how, Object... parts) {
        this.how = how;
        this.parts = Arrays.asList(parts);
        this.parts.forEach(Objects::requireNonNull);
    }

    /** A client secret: its value, not its ID. */
    public static Secret secret(String value) {
        return new Secret(value, null);
    }

    /**
     * A certificate with its private key.
     *
     * @param file PEM (certificate and key in one file) or PKCS#12
     * @param password of the PKCS#12 file or of an encrypted PEM key; empty for none
     */
    public static Certificate certificate(Path file, String password) {
        return new Certificate(file, password, "");
    }

    /** @param file holds a token of another identity provider, which changes often */
    public static Federated federated(Path file) {
        return new Federated(file);
    }

    /**
     * A managed identity.
     *
     * @param id {@code system}, or the client ID or resource ID of a user-assigned identity
     * @param service the token service; empty for Azure's own address
     * @param header the secret App Service requires with each request; empty for none
     */
    public static ManagedIdentity managedIdentity(String id, Optional<URI> service, String header) {
        return new ManagedIdentity(id, service, header);
    }

    /**
     * A user who signs in once.
     *
     * @param how by device code or browser
     * @param user the user principal name under which the sign-in is stored
     * @param tokens the file that stores it
     * @param key the passphrase that encrypts the file; empty for a key file beside it
     */
    public static Delegated delegated(SignIn how, String user, Path tokens, String key) {
        return new Delegated(how, user, tokens, key, "");
    }

    /** A user with a stored password. */
    public static Password password(String user, String password) {
        return new Password(user, password, "");
    }

    /** The sign-in method. */
    public SignIn how() {
        return how;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential
                && how == ((Credential) other).how
                && parts.equals(((Credential) other).parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(how, parts);
    }

    /** For logs; contains no secret. */
    @Override
    public String toString() {
        return how.key();
    }

    /** A client secret. */
    public static final class Secret extends Credential {
        private final String value;
        private final @Nullable LocalDate expires;

        private Secret(String value, @Nullable LocalDate expires) {
            super(SignIn.SECRET, value, Optional.ofNullable(expires));
            this.value = value;
            this.expires = expires;
        }

        /** Returns a copy that expires on this day. */
        public Secret expiring(LocalDate day) {
            return new Secret(value, Objects.requireNonNull(day));
        }

        public String value() {
            return value;
        }

        /** The expiry date, if known. */
        public Optional<LocalDate> expires() {
            return Optional.ofNullable(expires);
        }

        @Override
        public String toString() {
            return "client secret";
        }
    }

    /** A certificate and private key in a file. */
    public static final class Certificate extends Credential {
        private final Path file;
        private final String password;

        private Certificate(Path file, String password, String content) {
            super(SignIn.CERTIFICATE, file, password, content);
            this.file = file;
            this.password = password;
        }

        /**
         * Returns a copy that is equal only to one with the same content.
         *
         * @param digest of the file's content
         */
        public Certificate withContent(String digest) {
            return new Certificate(file, password, digest);
        }

        public Path file() {
            return file;
        }

        public String password() {
            return password;
        }

        @Override
        public String toString() {
            return "certificate " + file;
        }
    }

    /** A token of another identity provider, in a file. */
    public static final class Federated extends Credential {
        private final Path file;

        private Federated(Path file) {
            super(SignIn.FEDERATED, file);
            this.file = file;
        }

        public Path file() {
            return file;
        }

        @Override
        public String toString() {
            return "federated token " + file;
        }
    }

    /** An identity that Azure assigned to the machine. */
    public static final class ManagedIdentity extends Credential {
        /** The id of the system-assigned identity. */
        public static final String SYSTEM = "system";

        private final String id;
        private final Optional<URI> service;
        private final String header;

        private ManagedIdentity(String id, Optional<URI> service, String header) {
            super(SignIn.MANAGED_IDENTITY, id, service, header);
            this.id = id;
            this.service = service;
            this.header = header;
        }

        public String id() {
            return id;
        }

        public Optional<URI> service() {
            return service;
        }

        public String header() {
            return header;
        }

        @Override
        public String toString() {
            return "managed identity " + id;
        }
    }

    /** A user's sign-in, stored in a file. */
    public static final class Delegated extends Credential {
        private final String user;
        private final Path tokens;
        private final String key;
        private final String appSecret;

        private Delegated(SignIn how, String user, Path tokens, String key, String appSecret) {
            super(how, user, tokens, key, appSecret);
            this.user = user;
            this.tokens = tokens;
            this.key = key;
            this.appSecret = appSecret;
        }

        /** Returns a copy for a confidential client, which presents its own secret with each request. */
        public Delegated withAppSecret(String secret) {
            return new Delegated(how(), user, tokens, key, secret);
        }

        public String user() {
            return user;
        }

        public Path tokens() {
            return tokens;
        }

        public String key() {
            return key;
        }

        /** Empty for a public client. */
        public String appSecret() {
            return appSecret;
        }

        @Override
        public String toString() {
            return "sign-in of " + user;
        }
    }

    /** A user's name and password. */
    public static final class Password extends Credential {
        private final String user;
        private final String password;
        private final String appSecret;

        private Password(String user, String password, String appSecret) {
            super(SignIn.PASSWORD, user, password, appSecret);
            this.user = user;
            this.password = password;
            this.appSecret = appSecret;
        }

        /** Returns a copy for a confidential client, which presents its own secret with each request. */
        public Password withAppSecret(String secret) {
            return new Password(user, password, secret);
        }

        public String user() {
            return user;
        }

        public String password() {
            return password;
        }

        /** Empty for a public client. */
        public String appSecret() {
            return appSecret;
        }

        @Override
        public String toString() {
            return "password of " + user;
        }
    }
}
