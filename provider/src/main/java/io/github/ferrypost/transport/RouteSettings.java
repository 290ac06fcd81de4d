package io.github.ferrypost.transport;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.time.Duration;
import java.util.Optional;

/** The settings of Door 1 that hold for every account of a connection. Immutable. */
final class RouteSettings {
    /** Where nothing is set; also for the mail that the library carries. */
    static final RouteSettings NONE = new RouteSettings("", Duration.ZERO, ConnectLogins.ANY);

    private final String proxy;
    private final Duration patience;
    private final ConnectLogins logins;

    private RouteSettings(String proxy, Duration patience, ConnectLogins logins) {
        this.proxy = proxy;
        this.patience = patience;
        this.logins = logins;
    }

    /** @throws SettingsException if a value cannot be understood */
    static RouteSettings of(Settings settings, Accounts accounts) throws SettingsException {
        ConnectLogins logins = ConnectLogins.of(
                settings.get("ferrypost.connect-logins").orElse("any"),
                name -> accounts.byLogin(name).isPresent());
        return new RouteSettings(settings.get("ferrypost.proxy").orElse(""), Accounts.patience(settings), logins);
    }

    /** As {@code HOST:PORT}. */
    Optional<String> proxy() {
        return proxy.isEmpty() ? Optional.empty() : Optional.of(proxy);
    }

    /** How long a failed attempt may be followed by another. */
    Duration patience() {
        return patience;
    }

    ConnectLogins logins() {
        return logins;
    }
}
