package io.github.ferrypost.bridge.reload;

import java.time.Instant;
import java.util.List;

/**
 * How the last change of the settings ended. Immutable; contains names of settings, no values.
 *
 * @param changed the names of settings, and the files, that are new in use
 * @param problems why the settings were refused; the bridge then uses what it had
 * @param restart the names of settings whose new value the bridge uses only after a restart
 */
public record ReloadResult(Kind kind, List<String> changed, List<String> problems, List<String> restart, Instant at) {
    /** What became of it. */
    public enum Kind {
        /** The settings are those in use. */
        UNCHANGED,
        APPLIED,
        REJECTED
    }

    public ReloadResult {
        changed = List.copyOf(changed);
        problems = List.copyOf(problems);
        restart = List.copyOf(restart);
    }

    /** Nothing has changed yet. */
    public static ReloadResult start(Instant at) {
        return new ReloadResult(Kind.UNCHANGED, List.of(), List.of(), List.of(), at);
    }

    public boolean isRejected() {
        return kind == Kind.REJECTED;
    }
}
