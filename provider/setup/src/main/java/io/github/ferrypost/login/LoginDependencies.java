package io.github.ferrypost.login;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.util.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** What a sign-in depends on; tests replace it. Immutable. */
final class LoginDependencies {
    private final Predicate<URI> browser;
    private final Sleeper waits;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long to wait for the browser */
    LoginDependencies(Predicate<URI> browser, Sleeper waits, Duration patience, Clock clock) {
        this.browser = browser;
        this.waits = waits;
        this.patience = patience;
        this.clock = clock;
    }

    static LoginDependencies standard() {
        return new LoginDependencies(
                SystemBrowser::open, Sleeper.REAL, AuthorizationCodeFlow.PATIENCE, Clock.systemUTC());
    }

    /** Clients that use the proxy of the settings. */
    Clients clients(Settings settings) {
        HttpOptions options = HttpOptions.standard();
        return new Clients(settings.get("ferrypost.proxy")
                .flatMap(ProxyAddress::parse)
                .map(options::withProxy)
                .orElse(options));
    }

    Predicate<URI> browser() {
        return browser;
    }

    Sleeper waits() {
        return waits;
    }

    Duration patience() {
        return patience;
    }

    Clock clock() {
        return clock;
    }
}
