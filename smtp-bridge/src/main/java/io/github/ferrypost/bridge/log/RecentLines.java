package io.github.ferrypost.bridge.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Keeps the last lines of the log in memory, for the support bundle. At most 1 MB. Safe for use by many threads. */
public final class RecentLines extends AppenderBase<ILoggingEvent> {
    static final int LINES = 500;
    static final int LONGEST = 1000;

    private final Queue<String> lines = new ArrayDeque<>();

    @Override
    protected void append(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        String line = Instant.ofEpochMilli(event.getTimeStamp()) + " " + event.getLevel() + " " + shown;
        synchronized (lines) {
            if (lines.size() == LINES) {
                lines.remove();
            }
            lines.add(line);
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
