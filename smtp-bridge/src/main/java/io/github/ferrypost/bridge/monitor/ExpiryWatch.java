package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.Expiries;
import io.github.ferrypost.token.Expiry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once a day about credentials of an account that expire soon. A user's sign-in that has long been unused is
 * first used, which extends it: a bridge without messages must not lose its sign-ins. It checks in a thread of its own.
 */
public final class ExpiryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);

    private final List<Account> accounts;
    private final Function<Account, Status> signIn;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);

    private LocalDate told = LocalDate.MIN;

    /** @param signIn asks for a token */
    public ExpiryWatch(List<Account> accounts, Function<Account, Status> signIn, Clock clock) {
        this.accounts = List.copyOf(accounts);
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Checks now, then every hour whether a new day has begun. */
    public void start() {
        Thread thread = new Thread(this::lookOn, "ferrypost-expiry");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookOn() {
        try {
            do {
                look();
            } while (!stop.await(1, TimeUnit.HOURS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Warns, unless it has done so today (UTC). */
    void look() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(told)) {
            return;
        }
        told = today;
        try {
            accounts.forEach(account -> look(account, now));
        } catch (RuntimeException e) {
            LOG.error("Cannot determine what expires soon; the next check is tomorrow", e);
        }
    }

    private void look(Account account, Instant now) {
        boolean unused = Expiries.of(account).stream()
                .anyMatch(expiry -> expiry.kind() == Expiry.Kind.SIGN_IN && expiry.isNear(now));
        if (unused) {
            Status status = signIn.apply(account);
            LOG.info("Refreshed the sign-in of {}, which was unused for a long time: {}", account, status);
        }
        for (Expiry expiry : Expiries.of(account)) {
            if (expiry.isNear(now)) {
                LOG.warn(
                        "{}: {} {} on {}. To renew it, see docs/sign-in.md",
                        account,
                        expiry.kind().text(Locale.ENGLISH),
                        expiry.isOver(now) ? "expired" : "expires",
                        expiry.day());
            }
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
