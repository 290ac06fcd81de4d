package io.github.ferrypost.bridge.web;

import io.github.ferrypost.reply.Status;
import java.time.Instant;

/**
 * The last time that Microsoft was asked for an account.
 *
 * @param telling the first status that is not accepted, else the first
 * @param trace what Microsoft's support asks for; may be empty
 */
record LastTry(Status telling, boolean accepted, String road, String trace, Instant at) {}
