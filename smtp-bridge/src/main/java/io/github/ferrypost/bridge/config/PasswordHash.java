package io.github.ferrypost.bridge.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password from {@code ferrypost.bridge.logins}: clear text, or a hash with its scheme in braces as Dovecot and
 * OpenLDAP write it. Immutable; {@link #toString()} reveals nothing.
 */
public final class PasswordHash {
    private static final String PBKDF2 = "{PBKDF2-SHA256}";
    private static final String SSHA512 = "{SSHA512}";
    private static final String PLAIN = "{PLAIN}";

    /** From OWASP's Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;
    /** Limits the cost of one login: a larger count in the settings file could stall the bridge. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT = 16;
    private static final int KEY = 32;
    private static final int SHA512 = 64;

    /** Computes the digest to compare. */
    private interface Scheme {
        byte[] hash(String password) throws GeneralSecurityException;
    }

    private final Scheme scheme;
    private final byte[] expected;
    private final boolean slow;

    private PasswordHash(Scheme scheme, byte[] expected, boolean slow) {
        this.scheme = scheme;
        this.expected = expected;
        this.slow = slow;
    }

    /** @return for example {@code {PBKDF2-SHA256}600000$SALT$HASH}, both in base64 */
    public static String make(String password) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        try {
            return PBKDF2 + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(pbkdf2(password, salt, ITERATIONS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }

    /**
     * @throws IllegalArgumentException with a message that continues "has a login whose password" and contains no
     *     password
     */
    static PasswordHash parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.startsWith(PBKDF2)) {
            return ofPbkdf2(text.substring(PBKDF2.length()));
        }
        if (upper.startsWith(SSHA512)) {
            return ofSsha512(text.substring(SSHA512.length()));
        }
        if (upper.startsWith(PLAIN)) {
            return inClear(text.substring(PLAIN.length()));
        }
        scheme(text).ifPresent(scheme -> {
            throw new IllegalArgumentException("is hashed as " + scheme + ", which the bridge does not"
                    + " support: use " + PBKDF2
                    + " or " + SSHA512 + ", or " + PLAIN + " before a password that begins with a brace.");
        });
        return inClear(text);
    }

    private static Optional<String> scheme(String text) {
        int end = text.indexOf('}');
        boolean named = text.startsWith("{")
                && end > 1
                && text.substring(1, end)
                        .chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
        return named ? Optional.of(text.substring(0, end + 1)) : Optional.empty();
    }

    private static PasswordHash inClear(String password) {
        Scheme digest = given -> MessageDigest.getInstance("SHA-256").digest(given.getBytes(StandardCharsets.UTF_8));
        try {
            // all digests have the same length, so the comparison's time does not depend on the password
            return new PasswordHash(digest, digest.hash(password), false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static PasswordHash ofPbkdf2(String text) {
        String[] parts = text.split("\\$", -1);
        int iterations = parts.length == 3 && parts[0].matches("\\d{1,8}") ? Integer.parseInt(parts[0]) : 0;
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("begins with " + PBKDF2
                    + ", but iterations$salt$hash does not follow: create it with `ferrypost hash-password`.");
        }
        byte[] salt = decode(parts[1]);
        byte[] hash = decode(parts[2]);
        if (salt.length == 0 || hash.length != KEY) {
            throw new IllegalArgumentException("begins with " + PBKDF2 + ", but has no salt or no hash of " + KEY
                    + " bytes: create it with `ferrypost hash-password`.");
        }
        return new PasswordHash(given -> pbkdf2(given, salt, iterations), hash, true);
    }

    private static byte[] pbkdf2(String password, byte[] salt, int iterations) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY * 8);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    /** Digest of password and salt, then the salt (RFC 2307's SSHA with SHA-512). */
    private static PasswordHash ofSsha512(String text) {
        byte[] both = decode(text);
        if (both.length <= SHA512) {
            throw new IllegalArgumentException("begins with " + SSHA512 + ", but is not base64 of hash and salt.");
        }
        byte[] salt = Arrays.copyOfRange(both, SHA512, both.length);
        return new PasswordHash(
                given -> {
                    MessageDigest digest = MessageDigest.getInstance("SHA-512");
                    digest.update(given.getBytes(StandardCharsets.UTF_8));
                    return digest.digest(salt);
                },
                Arrays.copyOf(both, SHA512),
                false);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is a hash but not valid base64.", e);
        }
    }

    /** Whether a check is slow by design (a noticeable fraction of a second). */
    boolean isSlow() {
        return slow;
    }

    /** Compares in constant time. */
    boolean accepts(String password) {
        // PBKDF2 rejects an empty key, and no login has an empty password
        if (password.isEmpty()) {
            return false;
        }
        try {
            return MessageDigest.isEqual(expected, scheme.hash(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks an algorithm that every platform has", e);
        }
    }

    @Override
    public String toString() {
        return "a password";
    }
}
