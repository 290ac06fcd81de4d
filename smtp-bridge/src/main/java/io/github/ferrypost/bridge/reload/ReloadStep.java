package io.github.ferrypost.bridge.reload;

/** A prepared change: exactly one of the methods is called, once. */
public interface ReloadStep {
    /** A change that needs no preparation. */
    static ReloadStep of(Runnable commit) {
        return of(commit, () -> {});
    }

    static ReloadStep of(Runnable commit, Runnable discard) {
        return new ReloadStep() {
            @Override
            public void commit() {
                commit.run();
            }

            @Override
            public void discard() {
                discard.run();
            }
        };
    }

    /** Takes effect. */
    void commit();

    /** Another part refused the change: releases what was prepared. */
    void discard();
}
