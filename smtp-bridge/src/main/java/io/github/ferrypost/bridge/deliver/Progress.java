package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.HistoryResult;

/**
 * How far the delivery of a queued message has come. Immutable.
 *
 * @param reply the reply that decided; empty if the one before still holds
 * @param road empty if no attempt was made
 * @param trace the ids that Microsoft support asks for; may be empty
 * @param tries how many attempts there were
 */
public record Progress(EntryId id, HistoryResult result, String reply, String road, String trace, int tries) {}
