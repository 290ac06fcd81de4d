package io.github.ferrypost.transport;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.SettingsReader;
import io.github.ferrypost.road.RoadOptions;
import io.github.ferrypost.road.Roads;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What all transports of a class loader share: the roads with their warm links and tokens, the settings file that was read,
 * and what was said in the log. A provider is made by reflection and can be handed nothing, so this is the one place that
 * is reached by a static method. Safe for use by many threads.
 */
final class ProviderContext {
    /** Made at the first connect, not when a class is loaded. */
    private static final class Standard {
        private static final SettingsReader SETTINGS = SettingsReader.standard(Keys.PROVIDER);
        static final ProviderContext HOLD = new ProviderContext(
                SETTINGS::read, options -> Roads.tidy(Roads.open(options, Level.DEBUG), Clock.systemUTC()));
    }

    private static final int MOST_ROADS = 8;

    private final AccountSelector routing;
    private final Function<RoadOptions, Roads> making;
    private final TakeoverLog log = new TakeoverLog();
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

    /** The attempts of an operation that begins now. */
    Retries retries(RetryPolicy policy) {
        return new Retries(policy, time);
    }

    /**
     * Made when the first account is to sign in: a program whose mail is all Angus' pays nothing for us. Programs have few
     * sets of time-outs; those that were not used for longest are let go, and made anew should they come again. They are
     * not closed, since a message may be under way on them: what lies idle there ends by itself.
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
