package io.github.ferrypost.transport;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.time.Duration;
import java.util.Optional;

/** Transport settings that apply to every account of a connection. Immutable. */
final class RouteSettings {
    /** Defaults; also used when the mail library sends. */
    static final RouteSettings NONE = new RouteSettings("", Duration.ZERO, ConnectLogins.ANY);

    private final String proxy;
    private final Duration patience;
    private final ConnectLogins logins;

    private RouteSettings(String proxy, Duration patience, ConnectLogins logins) {
        this.proxy = proxy;
        this.patience = patience;
        this.logins = logins;
    }

    /** @throws SettingsException if a value is invalid */
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

    /** How long failed attempts are retried. */
    Duration patience() {
        return patience;
    }

    ConnectLogins logins() {
        return logins;
    }
}
