package io.github.ferrypost.bridge.deliver;

/** Which reasons not to contact Microsoft now an attempt ignores. */
enum AttemptPriority {
    /** None: a normal attempt. */
    NO,
    /**
     * Pauses and suspensions: an account that has never delivered is being set up, and a person waits for the answer.
     */
    PAST_PAUSES,
    /** All: an operator requested this attempt. */
    PAST_ALL
}
