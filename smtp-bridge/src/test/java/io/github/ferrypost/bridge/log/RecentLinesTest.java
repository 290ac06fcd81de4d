package io.github.ferrypost.bridge.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

/** Neither the number nor the length of lines grows beyond its limit. */
class RecentLinesTest {
    @Test
    void theLastLinesAreKeptAndLongOnesCut() {
        RecentLines recent = new RecentLines();
        recent.start();
        for (int i = 0; i < RecentLines.LINES + 3; i++) {
            LoggingEvent event = new LoggingEvent();
            event.setLevel(Level.WARN);
            event.setMessage(i + " " + "x".repeat(2 * RecentLines.LONGEST));
            recent.doAppend(event);
        }
        assertThat(recent.lines()).hasSize(RecentLines.LINES);
        assertThat(recent.lines().get(0)).contains(" WARN 3 xxx").hasSizeLessThan(RecentLines.LONGEST + 100);
    }
}
