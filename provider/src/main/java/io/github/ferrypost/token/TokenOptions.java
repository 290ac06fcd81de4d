package io.github.ferrypost.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** The times that tokens are kept by. Immutable. */
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

    /** 20 s for a request, 25 s for the wait for one, 10 s for which a refusal is remembered. */
    public static TokenOptions standard() {
        return new TokenOptions(
                Clock.systemUTC(), Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ofSeconds(10));
    }

    public TokenOptions withClock(Clock newClock) {
        return new TokenOptions(newClock, requestTimeout, waitLimit, refusalMemory);
    }

    /** The same with another limit for one request to Entra, from its start to the end of the answer. */
    public TokenOptions withRequestTimeout(Duration newTimeout) {
        return new TokenOptions(clock, newTimeout, waitLimit, refusalMemory);
    }

    /** The same with this limit for one request, where it is the shorter one. */
    public TokenOptions withAnswerTimeout(Duration longest) {
        return longest.compareTo(requestTimeout) < 0 ? withRequestTimeout(longest) : this;
    }

    /** The same with another limit for how long a caller waits for a token that is being asked for. */
    public TokenOptions withWaitLimit(Duration newLimit) {
        return new TokenOptions(clock, requestTimeout, newLimit, refusalMemory);
    }

    /** The same with another time for which a permanent refusal is repeated without asking Entra again. */
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

    /** From when on a new token is asked for while the old one is in use. */
    Duration renewBefore() {
        return Duration.ofMinutes(5);
    }

    /** At most one such try in this time. */
    Duration renewPause() {
        return Duration.ofSeconds(15);
    }

    /**
     * How long before its end a token is taken for dead: the way to Microsoft takes time, and clocks run unevenly. For a
     * token that lives only seconds it is a part of its life, since otherwise each use would ask for another.
     */
    Duration clockAllowance(Duration lifetime) {
        Duration part = lifetime.dividedBy(4);
        Duration standard = Duration.ofSeconds(5);
        return part.isNegative() ? Duration.ZERO : part.compareTo(standard) < 0 ? part : standard;
    }

    /** A longer Retry-After is obeyed for so long and then probed, so that a wrong one does not stop the mail for ever. */
    Duration longestPause() {
        return Duration.ofMinutes(1);
    }
}
