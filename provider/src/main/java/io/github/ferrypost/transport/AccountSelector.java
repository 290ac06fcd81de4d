package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which account, or Angus, sends the messages of a connection. {@link #choose} lists the rules in order; the
 * first match wins. Safe for use by many threads.
 */
final class AccountSelector {
    /** Where the settings come from; the Session's own settings override every other source. */
    interface Source {
        Settings read(Map<String, String> nearest) throws SettingsException;
    }

    /** What a program passed to connect. */
    static final class Wish {
        private final String protocol;
        private final String host;
        private final String login;
        private final SessionProperties session;

        /** @param login {@code null} for none */
        Wish(String protocol, String host, @Nullable String login, SessionProperties session) {
            this.protocol = protocol;
            this.host = host;
            this.login = login == null ? "" : login;
            this.session = session;
        }
    }

    /** Accounts and the settings they were built from. */
    private static final class Known {
        private final Settings settings;
        private final Accounts accounts;

        Known(Settings settings, Accounts accounts) {
            this.settings = settings;
            this.accounts = accounts;
        }
    }

    private final Source source;
    /** Cached because most programs connect for every message, while settings rarely change. */
    private volatile @Nullable Known last;

    AccountSelector(Source source) {
        this.source = source;
    }

    /** @throws SettingsException if the settings are invalid and Angus must not send instead */
    AccountSelection choose(Wish wish) throws SettingsException {
        Map<String, String> own = wish.session.own();
        boolean asked = wish.protocol.equals("ferrypost") || SessionProperties.nameAccount(own);
        Accounts accounts;
        RouteSettings common;
        try {
            if (isOff(own)) {
                return AccountSelection.angus("ferrypost.enabled is false");
            }
            Settings settings = source.read(own);
            if (!Accounts.enabled(settings)) {
                return AccountSelection.angus("ferrypost.enabled is false");
            }
            accounts = accounts(settings);
            common = RouteSettings.of(settings, accounts);
        } catch (SettingsException e) {
            if (asked || Accounts.isMicrosoft(wish.host)) {
                throw e;
            }
            return AccountSelection.angusDespite(
                    "the settings are invalid, and " + wish.host + " is not a Microsoft host: " + e.getMessage());
        }
        AccountSelection route = asked
                ? asked(wish, accounts, Optional.ofNullable(own.get("ferrypost.account")))
                : unasked(wish, accounts);
        return route.with(common);
    }

    private static AccountSelection unasked(Wish wish, Accounts accounts) {
        if (accounts.all().isEmpty()) {
            return AccountSelection.angus("no account is configured");
        }
        if (!accounts.servesHost(wish.host)) {
            return AccountSelection.angus(wish.host + " is not in ferrypost.hosts");
        }
        if (wish.session.signsInWithToken()) {
            return AccountSelection.angus("the Session itself signs in with OAuth2");
        }
        return byLoginOrSender(wish, accounts)
                .orElseGet(() -> AccountSelection.bySenderAlone(
                        accounts, true, "neither the login nor the host matches an account"));
    }

    private Accounts accounts(Settings settings) throws SettingsException {
        Known known = last;
        if (known == null || !known.settings.equals(settings)) {
            known = new Known(settings, Accounts.from(settings));
            last = known;
        }
        return known.accounts;
    }

    /** Checked before anything else is read: when Ferrypost is off, invalid settings must not cause a failure. */
    private static boolean isOff(Map<String, String> own) {
        return !Accounts.enabled(Settings.of(own));
    }

    private static AccountSelection asked(Wish wish, Accounts accounts, Optional<String> name)
            throws SettingsException {
        if (name.isPresent()) {
            return AccountSelection.by(accounts.named(name.get()).orElseThrow(), "the Session names the account");
        }
        if (accounts.all().isEmpty()) {
            throw new SettingsException(List.of("No account is configured: set ferrypost.tenant,"
                    + " ferrypost.client, ferrypost.secret and ferrypost.mailbox."));
        }
        Optional<AccountSelection> known = byLoginOrSender(wish, accounts);
        if (known.isPresent()) {
            return known.get();
        }
        return accounts.fallback()
                .map(account -> AccountSelection.bySender(accounts, account, "it is the default account"))
                .orElseGet(() -> AccountSelection.bySenderAlone(
                        accounts, false, "neither the login nor the Session selects an account"));
    }

    private static Optional<AccountSelection> byLoginOrSender(Wish wish, Accounts accounts) {
        Optional<Account> login =
                accounts.byLogin(wish.login).or(() -> wish.session.text("user").flatMap(accounts::byLogin));
        if (login.isPresent()) {
            return login.map(account -> AccountSelection.by(account, "the login belongs to it"));
        }
        return wish.session
                .text("from")
                .or(wish.session::from)
                .flatMap(accounts::bySender)
                .map(account -> AccountSelection.bySender(accounts, account, "the Session's sender belongs to it"));
    }
}
