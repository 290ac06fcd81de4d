package io.github.ferrypost.bridge.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import java.io.File;

/** Rotates at every event that finds the file full; Logback's own policy looks once a minute, whatever is written. */
final class SizeLimit extends TriggeringPolicyBase<ILoggingEvent> {
    private final long size;

    /** @param size in bytes */
    SizeLimit(long size) {
        this.size = size;
    }

    @Override
    public boolean isTriggeringEvent(File active, ILoggingEvent event) {
        return active.length() >= size;
    }
}
