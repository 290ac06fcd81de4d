package io.github.ferrypost.account;

import java.nio.file.Path;
import java.util.Objects;

/** With what an app registration proves itself to Entra. Immutable; no secret shows in {@link #toString()}. */
public abstract class Credential {
    private Credential() {}

    /** A client secret: its value, not its id. */
    public static Secret secret(String value) {
        return new Secret(value);
    }

    /**
     * A certificate with its private key.
     *
     * @param file PEM (certificate and key in one file) or PKCS#12
     * @param password of the PKCS#12 file or of an encrypted PEM key; empty for none
     */
    public static Certificate certificate(Path file, String password) {
        return new Certificate(file, password);
    }

    /** A client secret. */
    public static final class Secret extends Credential {
        private final String value;

        private Secret(String value) {
            this.value = Objects.requireNonNull(value);
        }

        public String value() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Secret && value.equals(((Secret) other).value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
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

        private Certificate(Path file, String password) {
            this.file = Objects.requireNonNull(file);
            this.password = Objects.requireNonNull(password);
        }

        public Path file() {
            return file;
        }

        public String password() {
            return password;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Certificate
                    && file.equals(((Certificate) other).file)
                    && password.equals(((Certificate) other).password);
        }

        @Override
        public int hashCode() {
            return Objects.hash(file, password);
        }

        @Override
        public String toString() {
            return "certificate " + file;
        }
    }
}
