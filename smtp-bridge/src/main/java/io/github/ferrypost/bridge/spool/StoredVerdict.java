package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Verdict;

/**
 * The names of verdicts outside the program: in the spool's tables, in {@code queue --json} and as a label of metrics.
 * They stay as they were first published, whatever the enum calls its values. A table of pure functions.
 */
public enum StoredVerdict {
    ACCEPTED(Verdict.ACCEPTED),
    LATER(Verdict.TRANSIENT),
    NEVER(Verdict.PERMANENT),
    IN_DOUBT(Verdict.IN_DOUBT);

    private final Verdict verdict;

    StoredVerdict(Verdict verdict) {
        this.verdict = verdict;
    }

    public static StoredVerdict of(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> ACCEPTED;
            case TRANSIENT -> LATER;
            case PERMANENT -> NEVER;
            case IN_DOUBT -> IN_DOUBT;
        };
    }

    public Verdict verdict() {
        return verdict;
    }
}
