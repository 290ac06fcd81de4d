package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A recipient of an entry. Immutable.
 *
 * @param address as in the envelope
 * @param last the result of the last attempt for this recipient, without its retryAfter; empty before the first
 * @param triedAt when that attempt was
 * @param reported whether a bounce about its failure has been stored
 */
public record Recipient(String address, Optional<Status> last, Optional<Instant> triedAt, boolean reported) {

    /** Still to be delivered. */
    public boolean isOpen() {
        return last.map(Status::verdict)
                .map(verdict -> verdict == Verdict.TRANSIENT || verdict == Verdict.IN_DOUBT)
                .orElse(true);
    }

    /** Permanently refused. */
    public boolean isRefused() {
        return last.map(Status::verdict).filter(Verdict.PERMANENT::equals).isPresent();
    }
}
