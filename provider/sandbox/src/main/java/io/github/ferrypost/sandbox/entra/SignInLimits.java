package io.github.ferrypost.sandbox.entra;

import java.time.Duration;

/** Lifetimes and intervals of users' sign-in. Immutable. */
public final class SignInLimits {
    private final Duration refreshLifetime;
    private final Duration deviceCodeLifetime;
    private final Duration pollingInterval;

    private SignInLimits(Duration refreshLifetime, Duration deviceCodeLifetime, Duration pollingInterval) {
        this.refreshLifetime = refreshLifetime;
        this.deviceCodeLifetime = deviceCodeLifetime;
        this.pollingInterval = pollingInterval;
    }

    /** 90 days for refresh tokens, 15 minutes for device codes, which are asked for every 5 seconds. */
    public static SignInLimits microsoft() {
        return new SignInLimits(Duration.ofDays(90), Duration.ofMinutes(15), Duration.ofSeconds(5));
    }

    /** How long a refresh token holds when nobody uses it; those of single-page apps hold a day whatever this says. */
    public SignInLimits refreshLifetime(Duration value) {
        return new SignInLimits(value, deviceCodeLifetime, pollingInterval);
    }

    /** How long a device code holds. */
    public SignInLimits deviceCodeLifetime(Duration value) {
        return new SignInLimits(refreshLifetime, value, pollingInterval);
    }

    /** How long to wait between two questions, in whole seconds; who asks sooner is told to slow down. */
    public SignInLimits pollingInterval(Duration value) {
        return new SignInLimits(refreshLifetime, deviceCodeLifetime, value);
    }

    Duration refreshLifetime() {
        return refreshLifetime;
    }

    Duration deviceCodeLifetime() {
        return deviceCodeLifetime;
    }

    Duration pollingInterval() {
        return pollingInterval;
    }
}
