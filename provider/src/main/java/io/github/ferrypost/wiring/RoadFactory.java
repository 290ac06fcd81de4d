package io.github.ferrypost.wiring;

import io.github.ferrypost.graph.GraphRoad;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.road.Road;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.smtp.SmtpRoad;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Opens the roads of a process. All users of one result share its tokens and connections, so one is enough for each
 * set of options.
 */
public final class RoadFactory {
    private RoadFactory() {}

    /**
     * Opens the roads for a process with a queue.
     *
     * @param proxy as in {@code ferrypost.proxy}: {@code host:port} or {@code user:password@host:port}; empty for
     *     Java's own proxy settings
     */
    public static Roads open(Optional<String> proxy) {
        return open(proxy.map(RoadOptions.STANDARD::withProxy).orElse(RoadOptions.STANDARD));
    }

    /** Opens the roads with these options, for a process with a queue. */
    public static Roads open(RoadOptions options) {
        return Roads.choosing(roads(options, Clock.systemUTC()), Level.INFO);
    }

    /** Opens the roads for a program without a queue that prints nothing while all is well. */
    public static Roads openWithoutQueue(RoadOptions options) {
        Clock clock = Clock.systemUTC();
        return Roads.choosingWithoutQueue(roads(options, clock), Level.DEBUG, clock);
    }

    private static List<Road> roads(RoadOptions options, Clock clock) {
        Clients clients = new Clients(options.http());
        TokenSource tokens = new Tokens(clients, options.tokens());
        return List.of(
                new GraphRoad(tokens, clients, options.graph(), clock), new SmtpRoad(tokens, clock, options.smtp()));
    }
}
