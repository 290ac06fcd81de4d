package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.List;

/**
 * What a {@link DeliveryStatusNotification} tells of.
 *
 * @param sender the envelope's sender, to whom it goes; empty for the null reverse path
 * @param failed those it did not reach, at least one
 * @param original the message, of which the header is returned
 * @param arrivedAt when the bridge took it
 * @param envelopeId the client's ENVID (RFC 3461 section 4.4) decoded, or empty
 */
public record Undelivered(
        String sender, List<Failed> failed, ByteSource original, Instant arrivedAt, String envelopeId) {

    /**
     * @param status the last; NEVER, or LATER where it was tried until the time was up
     * @param triedAt when that was
     */
    public record Failed(String address, Status status, Instant triedAt) {}

    public Undelivered {
        failed = List.copyOf(failed);
    }
}
