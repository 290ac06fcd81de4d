package io.github.ferrypost.bridge.deliver;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that lasts and that a person must know of: one ALERT line when it begins, and one line when it is over. Safe for use by many threads. */
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

    /** It happens, for the first time or again. */
    void happens(Throwable cause) {
        if (open.compareAndSet(false, true)) {
            LOG.error("ALERT: {}", what, cause);
        } else {
            LOG.debug("Still: {}", what, cause);
        }
    }

    /** What was impossible has succeeded. */
    void isOver() {
        if (open.get() && open.compareAndSet(true, false)) {
            LOG.info("{}", over);
        }
    }
}
