package io.github.ferrypost.sandbox.entra;

import java.time.Duration;

/** Lifetimes and intervals of users' sign-ins. Immutable. */
public final class SignInLimits {
    private final Duration refreshLifetime;
    private final Duration deviceCodeLifetime;
    private final Duration pollingInterval;

    private SignInLimits(Duration refreshLifetime, Duration deviceCodeLifetime, Duration pollingInterval) {
        this.refreshLifetime = refreshLifetime;
        this.deviceCodeLifetime = deviceCodeLifetime;
        this.pollingInterval = pollingInterval;
    }

    /** Microsoft's values: 90 days for refresh tokens, 15 minutes for device codes, polled every 5 seconds. */
    public static SignInLimits microsoft() {
        return new SignInLimits(Duration.ofDays(90), Duration.ofMinutes(15), Duration.ofSeconds(5));
    }

    /** How long an unused refresh token is valid; those of single-page apps are always valid for a day. */
    public SignInLimits refreshLifetime(Duration value) {
        return new SignInLimits(value, deviceCodeLifetime, pollingInterval);
    }

    /** How long a device code is valid. */
    public SignInLimits deviceCodeLifetime(Duration value) {
        return new SignInLimits(refreshLifetime, value, pollingInterval);
    }

    /** How long to wait between two polls, in whole seconds; a client that polls sooner gets slow_down. */
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
