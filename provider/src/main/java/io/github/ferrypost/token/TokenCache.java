package io.github.ferrypost.token;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.util.Uninterrupted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches one token. Requests run on their own threads, so that a caller that stops waiting does not affect others. An
 * interrupt does not shorten the wait. Safe for use by many threads.
 */
final class TokenCache {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.token");

    private final String name;
    private final Supplier<TokenResult> entra;
    private final Executor threads;
    private final TokenOptions options;
    private final Clock clock;

    /** Written under the lock. */
    private volatile @Nullable TokenResult good;

    /** How long before its expiry {@link #good} counts as expired. */
    private volatile Duration allowance = Duration.ZERO;

    private @Nullable CompletableFuture<TokenResult> flight;
    private Instant nextRenewal = Instant.MIN;
    private @Nullable Status refusal;
    private Instant refusedUntil = Instant.MIN;

    /** @param name whose token it is, for the log */
    TokenCache(String name, Supplier<TokenResult> entra, Executor threads, TokenOptions options) {
        this.name = name;
        this.entra = entra;
        this.threads = threads;
        this.options = options;
        this.clock = options.clock();
    }

    TokenResult get() {
        TokenResult fresh = living(options.renewBefore());
        if (fresh != null) {
            return fresh;
        }
        CompletableFuture<TokenResult> awaited;
        synchronized (this) {
            Instant now = clock.instant();
            TokenResult living = living(allowance);
            if (living != null) {
                if (flight == null && !now.isBefore(nextRenewal)) {
                    CompletableFuture<TokenResult> unused = start(now);
                }
                return living;
            }
            if (refusal != null && now.isBefore(refusedUntil)) {
                return TokenResult.refused(remembered(refusal, now));
            }
            awaited = flight == null ? start(now) : flight;
        }
        return await(awaited);
    }

    synchronized void reject(Token refused) {
        if (good != null && good.token().equals(refused)) {
            good = null;
            LOG.log(Level.DEBUG, () -> "the token of " + name + " was refused and discarded");
        }
    }

    /** The current grant, if it lasts longer than this. */
    private @Nullable TokenResult living(Duration margin) {
        TokenResult grant = good;
        return grant != null && clock.instant().isBefore(grant.token().expires().minus(margin)) ? grant : null;
    }

    private CompletableFuture<TokenResult> start(Instant now) {
        CompletableFuture<TokenResult> started = new CompletableFuture<>();
        threads.execute(() -> ask(started));
        flight = started;
        nextRenewal = now.plus(options.renewPause());
        return started;
    }

    private void ask(CompletableFuture<TokenResult> started) {
        TokenResult grant = TokenResult.refused(later("Internal error while requesting a token from Entra"));
        try {
            grant = entra.get();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Internal error while requesting a token from Entra, for " + name, e);
        } finally {
            land(grant);
            started.complete(grant);
        }
    }

    private synchronized void land(TokenResult grant) {
        flight = null;
        if (!grant.isRefused()) {
            allowance = options.clockAllowance(
                    Duration.between(clock.instant(), grant.token().expires()));
            good = grant;
            refusal = null;
            refusedUntil = Instant.MIN;
            LOG.log(Level.DEBUG, () -> name + ": " + grant.token());
            return;
        }
        Status refused = grant.refusal();
        refusal = refused;
        refusedUntil = clock.instant().plus(memory(refused));
        TokenResult living = living(allowance);
        String still = living == null
                ? ""
                : " (the current one is valid until " + living.token().expires() + ")";
        LOG.log(Level.WARNING, () -> "cannot renew the token for " + name + still + ": " + grant + detail(grant));
    }

    private static String detail(TokenResult grant) {
        return grant.refusal().reply().detail().map(said -> " [" + said + "]").orElse("");
    }

    /** How long a refusal is repeated without a request: 50 clients with a wrong secret must not cause 50 requests. */
    private Duration memory(Status status) {
        if (status.verdict() == Verdict.PERMANENT) {
            return options.refusalMemory();
        }
        Duration asked = status.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(options.longestPause()) < 0 ? asked : options.longestPause();
    }

    private Status remembered(Status refused, Instant now) {
        return refused.retryAfter().isPresent() ? refused.withRetryAfter(Duration.between(now, refusedUntil)) : refused;
    }

    private TokenResult await(CompletableFuture<TokenResult> awaited) {
        try {
            return Uninterrupted.await(options.waitLimit(), nanos -> landed(awaited, nanos));
        } catch (TimeoutException e) {
            return TokenResult.refused(
                    later("Entra has not answered within " + options.waitLimit().toSeconds() + " s"));
        }
    }

    private static TokenResult landed(CompletableFuture<TokenResult> awaited, long nanos)
            throws InterruptedException, TimeoutException {
        try {
            return awaited.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request completes with a grant always", e);
        }
    }

    private static Status later(String text) {
        return Status.later(FailureScope.SESSION, Reply.of(454, "4.7.0", text));
    }
}
