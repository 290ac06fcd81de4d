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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Checks an account's set-up step by step. Safe for use by many threads; each examination runs in its caller's
 * thread.
 */
public final class Doctor implements AutoCloseable {
    /** In {@link Check#after}: all earlier checks. */
    static final String EVERYTHING = "*";

    private final DoctorDependencies tools;

    /**
     * @param http supplies a client that trusts Java's own authorities and those of this PEM file
     * @param tokens an unused source: the cached token of a running program would hide that the secret has expired
     *     since
     * @param roads for the SMTP sign-in and the test message; closed with the doctor
     * @param clock this machine's clock, compared with Microsoft's
     */
    public Doctor(Function<Optional<Path>, Http> http, TokenSource tokens, Roads roads, Clock clock) {
        this.tools = new DoctorDependencies(http, tokens, roads, clock);
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
     * @param listener gets each finding at once, in the caller's thread
     */
    public DoctorReport examine(DoctorRequest request, Consumer<Finding> listener) {
        CheckContext context = new CheckContext(request, tools);
        List<Finding> findings = new ArrayList<>();
        Set<String> bad = new HashSet<>();
        for (Check check : CheckTable.rows()) {
            if (!check.applies(context)) {
                continue;
            }
            Optional<String> obstacle = obstacle(check, findings, bad);
            Result result = obstacle.isPresent() ? skipped(obstacle.get(), context) : look(check, context);
            // a check that was not needed blocks no later check
            if (obstacle.isPresent() || result.health() == Health.FAULT) {
                bad.add(check.id());
            }
            ReportText title = context.say("title." + check.id());
            Finding finding = Finding.of(check, title, context.say("looked." + check.id()), result, context.secrets());
            findings.add(finding);
            listener.accept(finding);
        }
        return new DoctorReport(request.account(), findings);
    }

    /** A check that throws is our bug: the remaining checks are still useful. */
    private static Result look(Check check, CheckContext context) {
        try {
            return check.look(context);
        } catch (NoClassDefFoundError e) {
            // the drop-in jar contains no mail library: it uses the one it finds
            return Result.notCheckable(
                    context.say("seen.no-library", "class", String.valueOf(e.getMessage())),
                    context.say("remedy.library"));
        } catch (RuntimeException e) {
            return Result.notCheckable(
                    context.say("seen.broken", "why", e.getClass().getSimpleName()));
        }
    }

    private static Optional<String> obstacle(Check check, List<Finding> findings, Set<String> bad) {
        if (check.after().contains(EVERYTHING)) {
            return findings.stream().map(Finding::id).filter(bad::contains).findFirst();
        }
        return check.after().stream().filter(bad::contains).findFirst();
    }

    private static Result skipped(String obstacle, CheckContext context) {
        return Result.skipped(context.say("seen.skipped", "check", "title." + obstacle));
    }

    /** Closes the roads. */
    @Override
    public void close() {
        tools.roads().close();
    }
}
