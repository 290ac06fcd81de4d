package io.github.ferrypost.transport;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.account.SettingsReader;
import io.github.ferrypost.road.Roads;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all transports of a class loader share: the roads with their warm links and tokens, the settings file that was read,
 * and what was said in the log. A provider is made by reflection and can be handed nothing, so this is the one place that
 * is reached by a static method. Safe for use by many threads.
 */
final class Hold {
    /** Made at the first connect, not when a class is loaded. */
    private static final class Standard {
        private static final SettingsReader SETTINGS = SettingsReader.standard(Keys.PROVIDER);
        static final Hold HOLD = new Hold(SETTINGS::read, () -> Roads.tidy(Roads.open(proxy()), Clock.systemUTC()));

        private static Optional<String> proxy() {
            try {
                return SETTINGS.read(Map.of()).get("ferrypost.proxy");
            } catch (SettingsException e) {
                // whoever asked for the roads has settings of its own, or was told of these
                return Optional.empty();
            }
        }
    }

    private final Routing routing;
    private final Supplier<Roads> making;
    private final TakeoverLog log = new TakeoverLog();
    private Roads roads;

    Hold(Routing.Source settings, Supplier<Roads> making) {
        this.routing = new Routing(settings);
        this.making = making;
    }

    static Hold standard() {
        return Standard.HOLD;
    }

    Routing routing() {
        return routing;
    }

    TakeoverLog log() {
        return log;
    }

    /** Made when the first account is to sign in: a program whose mail is all Angus' pays nothing for us. */
    synchronized Roads roads() {
        if (roads == null) {
            roads = making.get();
        }
        return roads;
    }
}
