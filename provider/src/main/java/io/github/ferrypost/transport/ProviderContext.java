package io.github.ferrypost.transport;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.SettingsReader;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.wiring.RoadFactory;
import io.github.ferrypost.wiring.RoadOptions;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What all transports of a class loader share: the roads with their pooled connections and tokens, the settings file,
 * and which lines were already logged. Providers are created by reflection without arguments, so this is the only
 * object reached by a static method. Safe for use by many threads.
 */
final class ProviderContext {
    /** Initialised at the first connect, not at class loading. */
    private static final class Standard {
        private static final SettingsReader SETTINGS = SettingsReader.standard(Keys.PROVIDER);
        static final ProviderContext HOLD = new ProviderContext(SETTINGS::read, RoadFactory::openWithoutQueue);
    }

    private static final int MOST_ROADS = 8;

    private final AccountSelector routing;
    private final Function<RoadOptions, Roads> making;
    private final TakeoverLog log = new TakeoverLog();
    private final SenderMailboxes mailboxes = new SenderMailboxes(Clock.systemUTC());
    private final Retries.Time time;
    private final Map<RoadOptions, Roads> roads = new LinkedHashMap<>(4, 0.75f, true);

    ProviderContext(AccountSelector.Source settings, Function<RoadOptions, Roads> making) {
        this(settings, making, Retries.Time.SYSTEM);
    }

    ProviderContext(AccountSelector.Source settings, Function<RoadOptions, Roads> making, Retries.Time time) {
        this.time = time;
        this.routing = new AccountSelector(settings);
        this.making = making;
    }

    static ProviderContext standard() {
        return Standard.HOLD;
    }

    AccountSelector routing() {
        return routing;
    }

    TakeoverLog log() {
        return log;
    }

    SenderMailboxes mailboxes() {
        return mailboxes;
    }

    /** The attempts of an operation that starts now. */
    Retries retries(RetryPolicy policy) {
        return new Retries(policy, time);
    }

    /**
     * Created when the first account signs in: programs whose mail Angus sends pay nothing. Programs have few sets of
     * timeouts; the least recently used are dropped and recreated on demand. They are not closed, because a message
     * may be in transit; their idle connections expire on their own.
     */
    synchronized Roads roads(RoadOptions options) {
        Roads known = roads.get(options);
        if (known != null) {
            return known;
        }
        Roads made = making.apply(options);
        roads.put(options, made);
        if (roads.size() > MOST_ROADS) {
            Iterator<Roads> longestUnused = roads.values().iterator();
            longestUnused.next();
            longestUnused.remove();
        }
        return made;
    }
}
