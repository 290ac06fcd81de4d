package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.reply.Status;
import java.time.Instant;

/**
 * The last time an account contacted Microsoft. Immutable.
 *
 * @param telling the first status that is not accepted, else the first
 * @param trace the id that Microsoft support asks for; may be empty
 */
public record LastTry(Status telling, boolean accepted, String road, String trace, Instant at) {}
