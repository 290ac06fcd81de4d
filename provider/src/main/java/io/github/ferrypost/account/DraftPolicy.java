package io.github.ferrypost.account;

import java.util.Locale;

/** Whether the Graph road makes drafts: the values of {@code ferrypost.drafts}. */
public enum DraftPolicy {
    /** If the token names Mail.ReadWrite, or if the mailbox accepts a draft although it does not. */
    AUTO,
    /** Tries to make one for each message. */
    ALWAYS,
    /** Makes none. */
    NEVER;

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
