package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.wiring.RoadFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a bridge does a minute after its start, without the minute. */
public final class SweepNow {
    private SweepNow() {}

    public static void with(Map<String, String> settings) throws Exception {
        Accounts accounts = Accounts.from(Settings.of(settings));
        try (Roads roads = RoadFactory.open(Optional.empty())) {
            if (settings.get("ferrypost.bridge.accept").equals("direct")) {
                new DraftSweep(Optional.empty(), accounts::all, roads).run();
                return;
            }
            Path folder = Path.of(settings.get("ferrypost.bridge.spool"));
            try (Spool spool = Spool.openToDeliver(folder, Clock.systemUTC())) {
                new DraftSweep(Optional.of(spool), accounts::all, roads).run();
            }
        }
    }
}
