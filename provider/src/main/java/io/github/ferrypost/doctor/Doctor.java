package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.road.RoadOptions;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Examines the set-up of an account, step by step. Safe for use by many threads; an examination stays in its caller's. */
public final class Doctor implements AutoCloseable {
    /** In {@link Check#after}: every check before this one. */
    static final String EVERYTHING = "*";

    private final DoctorDependencies tools;

    /**
     * @param http the client that trusts Java's own authorities and those of this PEM file
     * @param tokens a source that has not been used before: the last good token of a running program would hide that the
     *     secret has expired since
     * @param roads for the sign-in by SMTP and the test mail; closed with the doctor
     * @param clock this machine's, held against Microsoft's
     */
    public Doctor(Function<Optional<Path>, Http> http, TokenSource tokens, Roads roads, Clock clock) {
        this.tools = new DoctorDependencies(http, tokens, roads, clock);
    }

    /** Looks with what sending uses, by these settings' proxy, and with tokens of its own. */
    public static Doctor standard(Settings settings) {
        // a proxy that cannot be read is told by the check of the settings, and nothing is asked after it
        Optional<ProxyAddress> proxy = settings.get("ferrypost.proxy").flatMap(ProxyAddress::parse);
        HttpOptions options = HttpOptions.standard();
        Clients clients = new Clients(proxy.map(options::withProxy).orElse(options));
        Roads roads = Roads.open(proxy.map(RoadOptions.STANDARD::withProxy).orElse(RoadOptions.STANDARD));
        return new Doctor(clients::trusting, new Tokens(clients), roads, Clock.systemUTC());
    }

    /**
     * Goes through all checks in their order and waits for the end, at worst a few minutes where nothing answers. Sends no
     * mail, unless the patient names an address for a test mail.
     *
     * @param listener gets each finding as soon as it is there, in the caller's thread
     */
    public DoctorReport examine(DoctorRequest patient, Consumer<Finding> listener) {
        CheckContext visit = new CheckContext(patient, tools);
        List<Finding> findings = new ArrayList<>();
        Set<String> bad = new HashSet<>();
        for (Check check : CheckTable.rows()) {
            if (!check.applies(visit)) {
                continue;
            }
            Optional<String> obstacle = obstacle(check, findings, bad);
            Result result = obstacle.isPresent() ? skipped(obstacle.get(), visit) : look(check, visit);
            // what a check itself skips, since nobody needs it, stands in no other's way
            if (obstacle.isPresent() || result.health() == Health.FAULT) {
                bad.add(check.id());
            }
            ReportText title = visit.say("title." + check.id());
            Finding finding = Finding.of(check, title, visit.say("looked." + check.id()), result, visit.secrets());
            findings.add(finding);
            listener.accept(finding);
        }
        return new DoctorReport(patient.account(), findings);
    }

    /** A check that breaks is a fault of ours: the rest is still worth looking at. */
    private static Result look(Check check, CheckContext visit) {
        try {
            return check.look(visit);
        } catch (NoClassDefFoundError e) {
            // the jar to drop in has no mail library in it: it finds one where it is dropped
            return Result.notCheckable(
                    visit.say("seen.no-library", "class", e.getMessage()), visit.say("remedy.library"));
        } catch (RuntimeException e) {
            return Result.notCheckable(
                    visit.say("seen.broken", "why", e.getClass().getSimpleName()));
        }
    }

    private static Optional<String> obstacle(Check check, List<Finding> findings, Set<String> bad) {
        if (check.after().contains(EVERYTHING)) {
            return findings.stream().map(Finding::id).filter(bad::contains).findFirst();
        }
        return check.after().stream().filter(bad::contains).findFirst();
    }

    private static Result skipped(String obstacle, CheckContext visit) {
        return Result.skipped(visit.say("seen.skipped", "check", "title." + obstacle));
    }

    /** Closes the roads. */
    @Override
    public void close() {
        tools.roads().close();
    }
}
