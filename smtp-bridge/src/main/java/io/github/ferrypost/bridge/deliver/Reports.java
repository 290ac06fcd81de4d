package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Incoming;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes the report on refused recipients, to be stored for the sender. */
interface Reports {
    /** Nothing where nobody is to be told, as for a message without a sender (RFC 5321 section 6.1). */
    Optional<Incoming> on(Claim claim, Map<String, Status> refused, Instant now);
}
