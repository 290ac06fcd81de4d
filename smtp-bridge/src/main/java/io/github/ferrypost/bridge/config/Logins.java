package io.github.ferrypost.bridge.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The users that may log in, from {@code ferrypost.bridge.logins}. Safe for use by many threads; no password appears in
 * {@link #toString()}.
 */
public final class Logins {
    private static final Pattern LINES = Pattern.compile("\\R");
    private static final Pattern COMMAS = Pattern.compile(",");
    private static final int KEY = 32;

    private final Map<String, PasswordHash> passwords;
    /**
     * Digests of verified passwords, keyed with a random key of this process, so that a frequent sender skips the slow
     * hash.
     */
    private final Map<String, byte[]> proven = new ConcurrentHashMap<>();

    private final byte[] key = new byte[KEY];
    /** Serializes slow checks, so that password guessing uses at most one CPU. */
    private final Object slowCheck = new Object();

    private Logins(Map<String, PasswordHash> passwords) {
        this.passwords = Map.copyOf(passwords);
        new SecureRandom().nextBytes(key);
    }

    public static Logins none() {
        return new Logins(Map.of());
    }

    /**
     * Parses pairs separated by line breaks if there are any (so a password in a file may contain a comma), else by
     * commas.
     *
     * @throws IllegalArgumentException with a message that continues the setting's name and contains no password
     */
    public static Logins parse(String text) {
        Map<String, PasswordHash> passwords = new HashMap<>();
        Pattern separator = LINES.matcher(text).find() ? LINES : COMMAS;
        separator
                .splitAsStream(text)
                .map(String::trim)
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("#"))
                .forEach(pair -> {
                    int colon = pair.indexOf(':');
                    if (colon < 1 || colon == pair.length() - 1) {
                        throw new IllegalArgumentException(
                                "is not a list of name:password pairs: every login needs a name, a colon and"
                                        + " a password.");
                    }
                    String name = pair.substring(0, colon).trim();
                    if (passwords.put(
                                    name,
                                    password(name, pair.substring(colon + 1).trim()))
                            != null) {
                        throw new IllegalArgumentException("has the login \"" + name + "\" twice: remove one.");
                    }
                });
        return new Logins(passwords);
    }

    public Set<String> names() {
        return passwords.keySet();
    }

    /** Those of the given names alone. */
    Logins only(Set<String> names) {
        return new Logins(passwords.entrySet().stream()
                .filter(login -> names.contains(login.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static PasswordHash password(String name, String text) {
        try {
            return PasswordHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a login, \"" + name + "\", whose password " + e.getMessage(), e);
        }
    }

    public boolean isEmpty() {
        return passwords.isEmpty();
    }

    /** Whether the password matches; takes equally long for an unknown name and a wrong password. */
    public boolean accepts(String name, String password) {
        PasswordHash expected = passwords.get(name);
        // for an unknown name, check another user's hash so that it takes as long
        PasswordHash checked = expected != null ? expected : anyPassword();
        if (checked == null) {
            return false;
        }
        byte[] digest = digest(name, password);
        if (expected != null && MessageDigest.isEqual(proven.getOrDefault(name, new byte[0]), digest)) {
            return true;
        }
        boolean right = check(checked, password) && expected != null;
        if (right && checked.isSlow()) {
            proven.put(name, digest);
        }
        return right;
    }

    private @Nullable PasswordHash anyPassword() {
        return passwords.values().stream()
                .filter(PasswordHash::isSlow)
                .findFirst()
                .or(() -> passwords.values().stream().findFirst())
                .orElse(null);
    }

    private boolean check(PasswordHash hash, String password) {
        if (!hash.isSlow()) {
            return hash.accepts(password);
        }
        synchronized (slowCheck) {
            return hash.accepts(password);
        }
    }

    private byte[] digest(String name, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return passwords.size() + " logins";
    }
}
