package io.github.ferrypost.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Timeouts of token requests. Immutable. */
public final class TokenOptions {
    private final Clock clock;
    private final Duration requestTimeout;
    private final Duration waitLimit;
    private final Duration refusalMemory;

    private TokenOptions(Clock clock, Duration requestTimeout, Duration waitLimit, Duration refusalMemory) {
        this.clock = Objects.requireNonNull(clock);
        this.requestTimeout = Objects.requireNonNull(requestTimeout);
        this.waitLimit = Objects.requireNonNull(waitLimit);
        this.refusalMemory = Objects.requireNonNull(refusalMemory);
    }

    /** 20 s for a request, 25 s to wait for one, 10 s during which a refusal is repeated. */
    public static TokenOptions standard() {
        return new TokenOptions(
                Clock.systemUTC(), Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ofSeconds(10));
    }

    public TokenOptions withClock(Clock newClock) {
        return new TokenOptions(newClock, requestTimeout, waitLimit, refusalMemory);
    }

    /** Returns a copy with this limit for one request to Entra, from its start to the end of the response. */
    public TokenOptions withRequestTimeout(Duration newTimeout) {
        return new TokenOptions(clock, newTimeout, waitLimit, refusalMemory);
    }

    /** Returns a copy with this limit for one request, if it is shorter. */
    public TokenOptions withAnswerTimeout(Duration longest) {
        return longest.compareTo(requestTimeout) < 0 ? withRequestTimeout(longest) : this;
    }

    /** Returns a copy with this limit for how long a caller waits for a token being requested. */
    public TokenOptions withWaitLimit(Duration newLimit) {
        return new TokenOptions(clock, requestTimeout, newLimit, refusalMemory);
    }

    /** Returns a copy that repeats a permanent refusal this long without asking Entra. */
    public TokenOptions withRefusalMemory(Duration newMemory) {
        return new TokenOptions(clock, requestTimeout, waitLimit, newMemory);
    }

    Clock clock() {
        return clock;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Duration waitLimit() {
        return waitLimit;
    }

    Duration refusalMemory() {
        return refusalMemory;
    }

    /** How long before expiry a new token is requested while the old one is in use. */
    Duration renewBefore() {
        return Duration.ofMinutes(5);
    }

    /** The minimum time between two such attempts. */
    Duration renewPause() {
        return Duration.ofSeconds(15);
    }

    /**
     * How long before its expiry a token counts as expired: requests take time, and clocks differ. For a token that
     * lives only seconds it is a fraction of its life, because otherwise every use would request another.
     */
    Duration clockAllowance(Duration lifetime) {
        Duration part = lifetime.dividedBy(4);
        Duration standard = Duration.ofSeconds(5);
        return part.isNegative() ? Duration.ZERO : part.compareTo(standard) < 0 ? part : standard;
    }

    /**
     * A longer Retry-After is obeyed only this long and then probed, so that a wrong value does not stop mail for
     * ever.
     */
    Duration longestPause() {
        return Duration.ofMinutes(1);
    }
}
