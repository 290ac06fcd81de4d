package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import io.github.ferrypost.wiring.RoadFactory;
import io.github.ferrypost.wiring.RoadOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks an account's set-up step by step. Safe for use by many threads; each examination runs in its caller's
 * thread.
 */
public final class Doctor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DoctorDependencies tools;

    /**
     * @param http supplies a client that trusts Java's own authorities and those of this PEM file
     * @param tokens an unused source: the cached token of a running program would hide that the secret has expired
     *     since
     * @param roads for the SMTP sign-in and the test message; closed with the doctor
     * @param clock this machine's clock, compared with Microsoft's
     */
    public Doctor(Function<Optional<Path>, Http> http, TokenSource tokens, Roads roads, Clock clock) {
        this(new DoctorDependencies(http, tokens, roads, clock, PATIENCE));
    }

    Doctor(DoctorDependencies tools) {
        this.tools = tools;
    }

    /** A doctor that uses the same components as sending, with the proxy of these settings and its own tokens. */
    public static Doctor standard(Settings settings) {
        // the settings check reports an unreadable proxy, and the network checks are skipped
        Optional<ProxyAddress> proxy = settings.get("ferrypost.proxy").flatMap(ProxyAddress::parse);
        HttpOptions options = HttpOptions.standard();
        Clients clients = new Clients(proxy.map(options::withProxy).orElse(options));
        Roads roads =
                RoadFactory.open(proxy.map(RoadOptions.STANDARD::withProxy).orElse(RoadOptions.STANDARD));
        return new Doctor(clients::trusting, new Tokens(clients), roads, Clock.systemUTC());
    }

    /**
     * Runs all checks in order and blocks until the end, a few minutes at worst if nothing responds. Sends no message
     * unless the request names a test address.
     *
     * @param listener hears of each check at once, in the caller's thread
     */
    public DoctorReport examine(DoctorRequest request, DoctorListener listener) {
        CheckContext context = new CheckContext(request, tools);
        return new DoctorReport(request.account(), new Examination(CheckTable.rows(), context, listener).run());
    }

    /** Closes the roads. */
    @Override
    public void close() {
        tools.roads().close();
    }
}
