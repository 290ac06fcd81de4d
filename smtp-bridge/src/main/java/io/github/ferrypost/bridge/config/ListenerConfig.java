package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.SenderPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A listener and its policy. Immutable; no secret appears in {@code toString()}.
 *
 * @param name {@link #DEFAULT} for the one that {@code ferrypost.bridge.listen} defines
 * @param networks of the clients that may connect; empty for all, which then need TLS and a login unless they are on
 *     this machine
 * @param from how senders are rewritten; empty for the account's rule
 * @param learn whether only devices send, and what other clients try is recorded
 * @param account sends where neither login nor sender selects one; empty for the account of {@code ferrypost.default}
 */
public record ListenerConfig(
        String name,
        List<ListenAddress> addresses,
        TlsMode tls,
        boolean oldTls,
        LoginMode login,
        boolean plainLogin,
        Logins logins,
        List<Network> networks,
        Optional<String> account,
        Optional<SenderPolicy> from,
        boolean learn,
        Limits limits) {
    /** The name of the listener that {@code ferrypost.bridge.listen} defines. */
    public static final String DEFAULT = "default";

    /**
     * Limits beside those of all listeners together.
     *
     * @param maxMessageSize in bytes
     * @param rate in messages per minute, of each client address
     */
    public record Limits(OptionalInt maxConnections, OptionalLong maxMessageSize, OptionalInt rate) {
        /** No limits of its own. */
        public static final Limits NONE = new Limits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());
    }

    /** The listener of {@code ferrypost.bridge.listen}: clients on other machines need TLS and a login. */
    public static ListenerConfig standard(List<ListenAddress> addresses, Logins logins, boolean loginRequired) {
        return new ListenerConfig(
                DEFAULT,
                addresses,
                TlsMode.STARTTLS,
                false,
                loginRequired ? LoginMode.REQUIRED : LoginMode.OPTIONAL,
                false,
                logins,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Limits.NONE);
    }

    public boolean isDefault() {
        return name.equals(DEFAULT);
    }

    /** Whether other machines can connect. */
    public boolean isOpen() {
        return addresses.stream().anyMatch(address -> !address.isLoopback());
    }

    @Override
    public String toString() {
        return name + " on " + addresses + ", tls " + tls.key() + ", login " + login.key()
                + (learn ? ", learns" : "")
                + (networks.isEmpty() ? "" : ", networks " + networks);
    }
}
