package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.wiring.RoadOptions;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProviderContextTest {
    private final List<WorldRoads> made = new ArrayList<>();
    private final ProviderContext hold = new ProviderContext(nearest -> Settings.of(Map.of()), options -> {
        made.add(new WorldRoads(new World()));
        return made.get(made.size() - 1);
    });

    @Test
    void programsWithTheSameTimeoutsShareTheirRoads() {
        assertThat(roads(1)).isSameAs(roads(1)).isNotSameAs(roads(2));
    }

    @Test
    void roadsThatMakeWayForOthersAreNotClosedUnderTheirMail() {
        Roads first = roads(1);
        for (int seconds = 2; seconds <= 20; seconds++) {
            roads(seconds);
        }
        assertThat(roads(1)).as("made anew").isNotSameAs(first);
        assertThat(made).noneMatch(roads -> roads.closed);
    }

    /** Old code connects for each mail, and a thousand accounts are several thousand settings. */
    @Test
    void aConnectReadsTheSettingsOnce() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        ProviderContext counting = new ProviderContext(
                nearest -> {
                    reads.incrementAndGet();
                    return Settings.of(Ours.account());
                },
                options -> new WorldRoads(new World()));
        try (Ours transport = Ours.of(Session.getInstance(new Properties()), counting)) {
            transport.connect(Ours.HOST, Ours.MAILBOX, "LEGACYPASSWORD");
        }
        assertThat(reads).hasValue(1);
    }

    private Roads roads(int seconds) {
        return hold.roads(RoadOptions.STANDARD.withWriteTimeout(Duration.ofSeconds(seconds)));
    }
}
