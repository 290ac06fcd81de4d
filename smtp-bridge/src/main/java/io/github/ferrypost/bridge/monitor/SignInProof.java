package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs in with every account when the bridge starts, so that a wrong secret shows before the first message. Repeats
 * until the account has proven by a sign-in or a delivery that it works, so that the health of an idle bridge is known
 * and not assumed. Safe for use by many threads.
 */
public final class SignInProof implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignInProof.class);

    /** After a transient failure the wait doubles from the first to the longest. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** After a refusal: only a person can fix that, and Entra counts refused sign-ins. */
    private static final Duration REFUSED = Duration.ofHours(1);

    private volatile List<Account> accounts;
    /** By the account's name. */
    private final Map<String, Running> running = new HashMap<>();

    private final Function<Account, Status> signIn;
    private final Predicate<Account> proven;
    private final BiConsumer<Account, Status> result;

    /** The repeated sign-in of one account. */
    private record Running(Account account, CountDownLatch stop) {}

    /**
     * @param signIn asks for a token, or logs in
     * @param proven whether an account needs no further sign-in
     * @param result receives the outcome of each sign-in
     */
    public SignInProof(
            List<Account> accounts,
            Function<Account, Status> signIn,
            Predicate<Account> proven,
            BiConsumer<Account, Status> result) {
        this.accounts = List.copyOf(accounts);
        this.signIn = signIn;
        this.proven = proven;
        this.result = result;
    }

    /** Starts in the background with a thread per account, so that a slow network delays only its own account. */
    public synchronized void start() {
        accounts.forEach(this::begin);
    }

    private void begin(Account account) {
        CountDownLatch stop = new CountDownLatch(1);
        end(running.put(account.name(), new Running(account, stop)));
        Thread thread = new Thread(() -> prove(account, stop), "ferrypost-proof-" + account.name());
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(@Nullable Running before) {
        if (before != null) {
            before.stop.countDown();
        }
    }

    /**
     * Follows changed settings.
     *
     * @param now all accounts
     * @param again those of them to sign in at once
     */
    public synchronized void follow(Collection<Account> now, Collection<Account> again) {
        accounts = List.copyOf(now);
        running.values().removeIf(old -> {
            boolean gone = !now.contains(old.account);
            if (gone) {
                end(old);
            }
            return gone;
        });
        again.forEach(this::begin);
    }

    /**
     * Signs in again with the accounts that are proven: a credential may expire while no mail is sent. Costs a request
     * only if the token has expired meanwhile. Call it every hour, in one thread.
     */
    public void look() {
        for (Account account : accounts) {
            if (proven.test(account)) {
                Status status = signIn.apply(account);
                result.accept(account, status);
                if (!status.isAccepted()) {
                    LOG.warn("Account {} can no longer sign in: {}", account, status.reply());
                    beginAgain(account);
                }
            }
        }
    }

    private synchronized void beginAgain(Account account) {
        if (accounts.contains(account)) {
            begin(account);
        }
    }

    private void prove(Account account, CountDownLatch stop) {
        Duration transientWait = FIRST;
        try {
            while (!proven.test(account)) {
                Status status = signIn.apply(account);
                result.accept(account, status);
                if (status.isAccepted()) {
                    return;
                }
                LOG.warn("Account {} cannot sign in: {}", account, status.reply());
                Duration wait = nextWait(status, transientWait);
                transientWait = nextTransientWait(transientWait);
                if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Cannot check whether account {} can sign in", account, e);
        }
    }

    static Duration nextWait(Status failure, Duration transientWait) {
        return failure.verdict() == Verdict.PERMANENT ? REFUSED : transientWait;
    }

    static Duration nextTransientWait(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    @Override
    public synchronized void close() {
        running.values().forEach(SignInProof::end);
        running.clear();
    }
}
