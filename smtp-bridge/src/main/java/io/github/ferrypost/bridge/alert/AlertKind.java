package io.github.ferrypost.bridge.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of alerts. A state lasts until it is over, and one message says so; each report of it is about the same
 * thing. Of the others each report is a message that was lost or waits, so that a growing number is reported again.
 */
public enum AlertKind {
    /** An account's attempts fail for a reason that only a person can remove. */
    ACCOUNT_FAILING("account-failing", true, false),
    /** A message was given up, and its sender could not be notified. It lasts until no message is dead. */
    DEAD("dead", true, true),
    /** A message may have arrived, and waits for an operator. It lasts until no message is held. */
    HELD("held", true, true),
    /** The queue accepts no message. */
    NO_ROOM("no-room", true, false),
    QUEUE_UNREADABLE("queue-unreadable", true, false),
    RESULT_UNWRITTEN("result-unwritten", true, false),
    /** A message is stored neither here nor at Microsoft. */
    LOST("lost", false, true),
    INTERRUPTED("interrupted", false, true),
    THREAD_FAILED("thread-failed", false, true),
    /** Messages lie in a queue that this bridge does not deliver from. */
    OTHER_MODE("other-mode", false, true),
    EXPIRY("expiry", true, false),
    /** Changed settings cannot be used; the bridge continues with those it has. */
    SETTINGS_REJECTED("settings-rejected", true, false),
    /** Queued messages belong to an account that the settings no longer have. */
    ACCOUNT_MISSING("account-missing", true, false),
    QUEUE_AGE("queue-age", true, false),
    /** More incidents at the same time than the bridge keeps. */
    MORE("more", false, true);

    private static final Duration DAY = Duration.ofDays(1);

    private final String word;
    private final boolean lasting;
    private final boolean counted;

    AlertKind(String word, boolean lasting, boolean counted) {
        this.word = word;
        this.lasting = lasting;
        this.counted = counted;
    }

    static Optional<AlertKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The name in messages, metrics and the file of incidents. */
    public String word() {
        return word;
    }

    /** Whether it has an end. */
    boolean isLasting() {
        return lasting;
    }

    /** Whether each report is about another message. */
    boolean isCounted() {
        return counted;
    }

    /** Whether the log has an ALERT line for it; the log line of an expiry date is a warning. */
    boolean isLogged() {
        return this != EXPIRY && this != MORE;
    }

    /** How often a message reminds of it while it lasts. A credential warns 30 days ahead, so a week is often enough. */
    Duration reminder() {
        return this == EXPIRY ? DAY.multipliedBy(7) : DAY;
    }
}
