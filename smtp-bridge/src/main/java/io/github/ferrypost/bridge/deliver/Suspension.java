package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Status;
import java.time.Instant;

/** Why an account is not asked, and until when. */
public record Suspension(Status cause, Instant until) {}
