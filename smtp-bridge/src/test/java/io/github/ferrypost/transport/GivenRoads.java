package io.github.ferrypost.transport;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.road.Roads;
import jakarta.mail.Session;
import java.util.Map;

/** Door 1 over the roads of a test: otherwise a program's transport makes its own from Microsoft's limits. */
public final class GivenRoads extends FerrypostTransport {
    public GivenRoads(Session session, Map<String, String> settings, Roads roads) {
        super(
                session,
                null,
                new ProviderContext(nearest -> Settings.of(settings).with(nearest), wishes -> roads));
    }
}
