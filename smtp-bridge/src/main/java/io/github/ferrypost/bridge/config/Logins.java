package io.github.ferrypost.bridge.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Who may log in, by {@code ferrypost.bridge.logins}. Immutable; no password shows in {@link #toString()}. */
public final class Logins {
    private static final Pattern LINES = Pattern.compile("\\R");
    private static final Pattern COMMAS = Pattern.compile(",");

    private final Map<String, byte[]> passwords;

    private Logins(Map<String, byte[]> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    public static Logins none() {
        return new Logins(Map.of());
    }

    /**
     * Pairs separated by line breaks where there are any (so that a password in a file may have a comma), else by commas.
     *
     * @throws IllegalArgumentException with a sentence to follow the setting's name, without a password in it
     */
    public static Logins parse(String text) {
        Map<String, byte[]> passwords = new HashMap<>();
        Pattern separator = LINES.matcher(text).find() ? LINES : COMMAS;
        separator
                .splitAsStream(text)
                .map(String::trim)
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("#"))
                .forEach(pair -> {
                    int colon = pair.indexOf(':');
                    if (colon < 1 || colon == pair.length() - 1) {
                        throw new IllegalArgumentException(
                                "is no list of name:password pairs: every login needs a name,"
                                        + " a colon and a password.");
                    }
                    String name = pair.substring(0, colon).trim();
                    if (passwords.put(name, utf8(pair.substring(colon + 1).trim())) != null) {
                        throw new IllegalArgumentException("has the login \"" + name + "\" twice: remove one.");
                    }
                });
        return new Logins(passwords);
    }

    public boolean isEmpty() {
        return passwords.isEmpty();
    }

    /** Whether this is the password of that login; takes the same time however much of it is right. */
    public boolean accepts(String name, String password) {
        byte[] expected = passwords.get(name);
        boolean same = MessageDigest.isEqual(digest(expected == null ? new byte[0] : expected), digest(utf8(password)));
        return expected != null && same;
    }

    /** Digests are of one length, so that the comparison tells nothing of the password's. */
    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return passwords.size() + " logins";
    }
}
