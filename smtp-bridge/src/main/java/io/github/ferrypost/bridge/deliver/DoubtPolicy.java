package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.InDoubt;
import io.github.ferrypost.road.SenderMailboxes;
import java.util.Map;
import java.util.Optional;

/** What happens to a message that may have arrived. Pure functions. */
final class DoubtPolicy {
    /** Why such an entry is held. */
    static final String HELD =
            "the message may have arrived: look in the mailbox's Sent Items, then release or remove the entry";

    private DoubtPolicy() {}

    /** Whether these notes come from a road that will check before it sends again. */
    static boolean isProvable(Map<String, String> notes) {
        return notes.entrySet().stream()
                .anyMatch(note -> !note.getKey().equals(SenderMailboxes.NOTE)
                        && !note.getValue().isEmpty());
    }

    /**
     * Whether a message that no road can check waits for an operator.
     *
     * @param account empty if the settings no longer have it
     * @param doubts how many attempts ended so
     */
    static boolean holds(Optional<Account> account, int doubts) {
        return doubts >= DeliveryLimits.MOST_DOUBTS
                || account.filter(one -> one.inDoubt() == InDoubt.HOLD).isPresent();
    }
}
