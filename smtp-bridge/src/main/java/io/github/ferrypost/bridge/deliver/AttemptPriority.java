package io.github.ferrypost.bridge.deliver;

/** Which of the reasons not to ask Microsoft now an attempt passes over. */
enum AttemptPriority {
    /** None: an attempt like any other. */
    NO,
    /** Pauses and rests: an account that has never delivered is being set up, and a person waits for the answer. */
    PAST_PAUSES,
    /** All: an operator has asked for this attempt. */
    PAST_ALL
}
