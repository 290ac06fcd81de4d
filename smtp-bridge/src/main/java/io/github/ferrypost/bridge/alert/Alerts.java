package io.github.ferrypost.bridge.alert;

import java.util.Set;

/**
 * Receives alerts. Called by threads that mail depends on, so implementations must be fast, must not throw and must not
 * wait for a network. Safe for use by many threads.
 */
public interface Alerts {
    /** Writes the log line, and no more. */
    Alerts LOG = new AlertLog();

    /** Reports that something needs a person. */
    void raise(Alert alert);

    /** Reports that it is over; no effect if nothing is open. */
    void clear(AlertKind kind, String subject);

    /** Reports that it is over for all subjects but these. */
    void retain(AlertKind kind, Set<String> subjects);

    /** Both, in this order. */
    static Alerts both(Alerts first, Alerts second) {
        return new Alerts() {
            @Override
            public void raise(Alert alert) {
                first.raise(alert);
                second.raise(alert);
            }

            @Override
            public void clear(AlertKind kind, String subject) {
                first.clear(kind, subject);
                second.clear(kind, subject);
            }

            @Override
            public void retain(AlertKind kind, Set<String> subjects) {
                first.retain(kind, subjects);
                second.retain(kind, subjects);
            }
        };
    }
}
