package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.Expiries;
import io.github.ferrypost.token.Expiry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once a day about credentials of an account that expire soon. A user's sign-in that has long been unused is
 * first used, which extends it: a bridge without messages must not lose its sign-ins. For one thread.
 */
public final class ExpiryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);

    private final Supplier<List<Account>> accounts;
    private final Function<Account, Status> signIn;
    private final Alerts alerts;
    private final Clock clock;

    private volatile LocalDate told = LocalDate.MIN;

    /** @param signIn asks for a token */
    public ExpiryWatch(List<Account> accounts, Function<Account, Status> signIn, Clock clock) {
        this(() -> accounts, signIn, Alerts.LOG, clock);
    }

    /**
     * @param signIn asks for a token
     * @param alerts hear of each account with a credential that expires soon, and when it is renewed
     */
    public ExpiryWatch(Supplier<List<Account>> accounts, Function<Account, Status> signIn, Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.accounts = accounts;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Warns, unless it has done so today (UTC). Call it every hour. */
    public void look() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(told)) {
            return;
        }
        told = today;
        try {
            Set<String> soon = new HashSet<>();
            for (Account account : accounts.get()) {
                if (look(account, now)) {
                    soon.add(Alert.account(account.name()));
                }
            }
            alerts.retain(AlertKind.EXPIRY, soon);
        } catch (RuntimeException e) {
            LOG.error("Cannot determine what expires soon; the next check is tomorrow", e);
        }
    }

    /** The next look warns again, because the accounts have changed. */
    public void again() {
        told = LocalDate.MIN;
    }

    /** @return whether a credential expires soon */
    private boolean look(Account account, Instant now) {
        boolean unused = Expiries.of(account).stream()
                .anyMatch(expiry -> expiry.kind() == Expiry.Kind.SIGN_IN && expiry.isNear(now));
        if (unused) {
            Status status = signIn.apply(account);
            LOG.info("Refreshed the sign-in of {}, which was unused for a long time: {}", account, status);
        }
        List<String> near = new ArrayList<>();
        for (Expiry expiry : Expiries.of(account)) {
            if (expiry.isNear(now)) {
                near.add(expiry.kind().text(Locale.ENGLISH) + ": " + expiry.day());
                LOG.warn(
                        "{}: {} {} on {}; `ferrypost doctor` says how to renew it",
                        account,
                        expiry.kind().text(Locale.ENGLISH),
                        expiry.isOver(now) ? "expired" : "expires",
                        expiry.day());
            }
        }
        if (!near.isEmpty()) {
            alerts.raise(Alert.of(
                    AlertKind.EXPIRY,
                    Alert.account(account.name()),
                    account.mailbox() + ", " + String.join(", ", near)));
        }
        return !near.isEmpty();
    }
}
