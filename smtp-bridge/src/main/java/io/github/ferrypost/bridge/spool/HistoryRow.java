package io.github.ferrypost.bridge.spool;

import java.time.Instant;
import java.util.List;

/**
 * A message in the history. Immutable.
 *
 * @param id unique and ascending with the time; 0 before it is stored
 * @param at when the client got its reply
 * @param messageId the value of the header field; may be empty
 * @param subject decoded; empty unless {@code ferrypost.bridge.history-subject} is true
 * @param size in bytes, as received
 */
public record HistoryRow(
        long id,
        Instant at,
        Client client,
        String sender,
        List<String> recipients,
        String messageId,
        String subject,
        long size,
        String account,
        Progress progress) {

    /**
     * Who sent it.
     *
     * @param device its name; empty if the address belongs to none
     * @param login empty without one
     */
    public record Client(String address, String device, String login) {}

    /**
     * How far the delivery has come.
     *
     * @param entry the id of the queue entry; empty if the message was never queued
     * @param at when this was so
     * @param reply the last reply about it
     * @param road empty if none was used
     * @param trace the ids that Microsoft support asks for; may be empty
     * @param tries how many attempts there were
     */
    public record Progress(
            String entry, Instant at, HistoryResult result, String reply, String road, String trace, int tries) {}

    HistoryRow withId(long number) {
        return new HistoryRow(number, at, client, sender, recipients, messageId, subject, size, account, progress);
    }
}
