package io.github.ferrypost.bridge.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Which entries to claim. Immutable.
 *
 * @param max how many at most
 * @param room how many more entries the account with this name can take now: 0 if it is busy, {@link #PAUSED} if it may
 *     not send; returns at once and must not call the spool
 * @param lease for how long; {@link Spool#renew} extends it
 * @param overdue entries that arrived earlier are claimed even while their account is paused, so that they can be given
 *     up
 */
public record ClaimRequest(int max, ToIntFunction<String> room, Duration lease, Optional<Instant> overdue) {
    /** The capacity of an account that may not send now. */
    public static final int PAUSED = -1;

    public ClaimRequest {
        Objects.requireNonNull(room);
        Objects.requireNonNull(lease);
        Objects.requireNonNull(overdue);
    }
}
