package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.reply.Status;
import java.time.Instant;

/**
 * The last time that Microsoft was asked for an account.
 *
 * @param telling the first status that is not accepted, else the first
 * @param trace what Microsoft's support asks for; may be empty
 */
public record LastTry(Status telling, boolean accepted, String road, String trace, Instant at) {}
