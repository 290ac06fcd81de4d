package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.List;

/**
 * What a {@link DeliveryStatusNotification} reports. Immutable.
 *
 * @param sender the envelope sender, who gets the bounce; empty for the null reverse path
 * @param failed the recipients that it did not reach, at least one
 * @param original the message, whose header is returned
 * @param arrivedAt when the bridge received it
 * @param envelopeId the client's ENVID (RFC 3461 section 4.4) decoded, or empty
 */
public record Undelivered(
        String sender, List<Failed> failed, ByteSource original, Instant arrivedAt, String envelopeId) {

    /**
     * @param status the last one; PERMANENT, or TRANSIENT if the retry time ran out
     * @param triedAt when that was
     */
    public record Failed(String address, Status status, Instant triedAt) {}

    public Undelivered {
        failed = List.copyOf(failed);
    }
}
