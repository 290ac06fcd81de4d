package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting problem that a person must know about: logs one ALERT line when it starts and one line when it ends. Safe
 * for use by many threads.
 */
final class Incident {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    /** What this process knows; the last one may have left the incident open. */
    private enum State {
        UNKNOWN,
        OPEN,
        OVER
    }

    private final Alerts alerts;
    private final AlertKind kind;
    private final String what;
    private final String over;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

    /**
     * @param what the text of the alert
     * @param over the text of its end
     */
    Incident(Alerts alerts, AlertKind kind, String what, String over) {
        this.alerts = alerts;
        this.kind = kind;
        this.what = what;
        this.over = over;
    }

    /** Reports the problem; only the first report in a row is logged. */
    void happens(Throwable cause) {
        if (state.getAndSet(State.OPEN) != State.OPEN) {
            alerts.raise(Alert.of(kind, "", what)
                    .withDetail(String.valueOf(cause.getMessage()))
                    .withCause(cause));
        } else {
            LOG.debug("Still: {}", what, cause);
        }
    }

    /** Reports that the operation succeeded again. */
    void isOver() {
        if (state.get() == State.OVER) {
            return;
        }
        State before = state.getAndSet(State.OVER);
        if (before == State.OPEN) {
            LOG.info("{}", over);
        }
        if (before != State.OVER) {
            alerts.clear(kind, "");
        }
    }
}
