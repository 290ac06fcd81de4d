package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.MutableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
    private final MutableClock clock = MutableClock.stopped();
    private final RepeatedLines lines = new RepeatedLines(5, 100, clock::nanos);

    @Test
    void SEC4_aClientGetsAFewLinesAMinuteAndOneSum() throws UnknownHostException {
        InetAddress client = InetAddress.getByName("192.0.2.1");
        for (int minute = 0; minute < 3; minute++) {
            int written = 0;
            for (int i = 0; i < 100_000; i++) {
                written += lines.mayWrite(client, "line " + i) ? 1 : 0;
            }
            assertThat(written).isEqualTo(5);
            assertThat(lines.due(false)).isEmpty();
            clock.advance(Duration.ofNanos(RepeatedLines.MINUTE));
            assertThat(lines.due(false)).containsExactly(new RepeatedLines.Sum("192.0.2.1", 99_995, "line 99999"));
        }
    }

    @Test
    void SEC4_manyClientsTogetherHaveAnEndToo() throws UnknownHostException {
        int written = 0;
        for (int i = 0; i < 100_000; i++) {
            InetAddress client = InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
            written += lines.mayWrite(client, "line") ? 1 : 0;
        }
        assertThat(written).isEqualTo(100);
        List<RepeatedLines.Sum> sums = lines.due(true);
        assertThat(sums).containsExactly(new RepeatedLines.Sum("others", 99_900, "line"));
    }

    @Test
    void whatIsSeldomIsAlwaysWritten() throws UnknownHostException {
        InetAddress client = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 100; i++) {
            assertThat(lines.mayWrite(client, "line")).isTrue();
            clock.advance(Duration.ofNanos(RepeatedLines.MINUTE));
            assertThat(lines.due(false)).isEmpty();
        }
    }
}
