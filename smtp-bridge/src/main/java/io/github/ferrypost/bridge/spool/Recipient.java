package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One recipient of an entry.
 *
 * @param address as the envelope has it
 * @param last what the last try came to for this recipient, without its retryAfter; empty before the first
 * @param triedAt when that was
 * @param reported whether a report to the sender of its failure has been stored
 */
public record Recipient(String address, Optional<Status> last, Optional<Instant> triedAt, boolean reported) {

    /** Still to be delivered. */
    public boolean isOpen() {
        return last.map(Status::verdict)
                .map(verdict -> verdict == Verdict.LATER || verdict == Verdict.IN_DOUBT)
                .orElse(true);
    }

    /** Refused for good. */
    public boolean isRefused() {
        return last.map(Status::verdict).filter(Verdict.NEVER::equals).isPresent();
    }
}
