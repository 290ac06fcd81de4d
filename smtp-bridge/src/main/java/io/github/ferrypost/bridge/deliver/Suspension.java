package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Status;
import java.time.Instant;

/** Why an account may not send, and until when. Immutable. */
public record Suspension(Status cause, Instant until) {}
