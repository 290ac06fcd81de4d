package io.github.ferrypost.transport;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code ferrypost.connect-logins}: which logins {@code connect} accepts. By default any, because the password in an
 * old program's settings is no longer used; a program that verifies its users' passwords by an SMTP login needs a
 * stricter value. Immutable; its text form shows no password.
 */
final class ConnectLogins {
    static final ConnectLogins ANY = new ConnectLogins(null, null);

    private final @Nullable Predicate<String> known;
    private final @Nullable Map<String, byte[]> passwords;

    private ConnectLogins(@Nullable Predicate<String> known, @Nullable Map<String, byte[]> passwords) {
        this.known = known;
        this.passwords = passwords;
    }

    /**
     * @param text {@code any}, {@code known}, or pairs {@code name:password} separated by commas or line breaks
     * @param known whether an account has this login
     * @throws SettingsException if the text has another form
     */
    static ConnectLogins of(String text, Predicate<String> known) throws SettingsException {
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("any")) {
            return ANY;
        }
        if (trimmed.equalsIgnoreCase("known")) {
            return new ConnectLogins(known, null);
        }
        Map<String, byte[]> passwords = new HashMap<>();
        for (String pair : List.of(trimmed.split("[,\\r\\n]+"))) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.trim().length() - 1) {
                throw new SettingsException(List.of(
                        "ferrypost.connect-logins is neither any nor known nor a list of name:password pairs."));
            }
            passwords.put(
                    fold(pair.substring(0, colon)),
                    bytes(pair.substring(colon + 1).trim()));
        }
        return new ConnectLogins(known, Map.copyOf(passwords));
    }

    /** Whether every connection that requires a login needs a user and a password. */
    boolean isChecked() {
        return known != null;
    }

    /**
     * @param user {@code null} for none
     * @param password {@code null} for none
     * @param wanted whether the program requires a login ({@code mail.smtp.auth})
     * @return the refusal; empty if the connection may proceed, which needs no login unless one is required
     */
    Optional<Status> refusal(@Nullable String user, @Nullable String password, boolean wanted) {
        boolean loggedIn = user != null && password != null;
        if (known == null || (!loggedIn && !wanted)) {
            return Optional.empty();
        }
        boolean right = user != null
                && password != null
                && (passwords == null ? known.test(user) : isRight(passwords.get(fold(user)), password));
        return right ? Optional.empty() : Optional.of(refused());
    }

    private static boolean isRight(byte @Nullable [] expected, String password) {
        return MessageDigest.isEqual(expected == null ? new byte[0] : expected, bytes(password)) && expected != null;
    }

    private static Status refused() {
        return Status.never(
                FailureScope.ACCOUNT,
                Reply.of(535, "5.7.8", "Ferrypost refuses this user name or password")
                        .withRemedy("Check ferrypost.connect-logins, ferrypost.logins and ferrypost.mailbox."));
    }

    private static String fold(String name) {
        return name.trim().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return passwords != null ? "logins with a password " + passwords.keySet() : isChecked() ? "known" : "any";
    }
}
