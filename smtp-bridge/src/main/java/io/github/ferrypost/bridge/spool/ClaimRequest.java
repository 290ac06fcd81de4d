package io.github.ferrypost.bridge.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Which entries to lend. Immutable.
 *
 * @param max how many at most
 * @param room how many more the account of this name can take now, 0 for one that is busy, {@link #PAUSED} for one that may
 *     not be asked; answers at once and calls nothing of the spool
 * @param lease for how long; {@link Spool#renew} makes it longer
 * @param overdue entries that arrived before are lent even while their account is paused, to be given up
 */
public record ClaimRequest(int max, ToIntFunction<String> room, Duration lease, Optional<Instant> overdue) {
    /** The room of an account that may not be asked now. */
    public static final int PAUSED = -1;

    public ClaimRequest {
        Objects.requireNonNull(room);
        Objects.requireNonNull(lease);
        Objects.requireNonNull(overdue);
    }
}
