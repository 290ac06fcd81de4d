package io.github.ferrypost.bridge.deliver;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting problem that a person must know about: logs one ALERT line when it starts and one line when it ends. Safe
 * for use by many threads.
 */
final class Incident {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    private final String what;
    private final String over;
    private final AtomicBoolean open = new AtomicBoolean();

    /**
     * @param what the text of the alert
     * @param over the text of its end
     */
    Incident(String what, String over) {
        this.what = what;
        this.over = over;
    }

    /** Reports the problem; only the first report in a row is logged. */
    void happens(Throwable cause) {
        if (open.compareAndSet(false, true)) {
            LOG.error("ALERT: {}", what, cause);
        } else {
            LOG.debug("Still: {}", what, cause);
        }
    }

    /** Reports that the operation succeeded again. */
    void isOver() {
        if (open.get() && open.compareAndSet(true, false)) {
            LOG.info("{}", over);
        }
    }
}
