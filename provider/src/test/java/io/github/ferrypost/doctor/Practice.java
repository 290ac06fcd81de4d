package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.graph.GraphRoad;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A sandbox, the settings that fit it, and a doctor to look at them. */
final class Practice implements AutoCloseable {
    final Sandbox sandbox = Sandbox.start();
    final Map<String, String> settings = new HashMap<>(sandbox.settings());
    Clock clock = Clock.systemUTC();
    UnaryOperator<Patient> with = UnaryOperator.identity();

    static Doctor doctor(Clock clock) {
        Clients clients = new Clients(HttpOptions.standard());
        TokenSource tokens = new Tokens(clients);
        GraphRoad graph = new GraphRoad(tokens, clients, GraphOptions.standard(), clock);
        Roads roads = new Roads() {
            @Override
            public Outcome carry(Submission submission, Account account) {
                return graph.carry(submission, account);
            }

            @Override
            public Status signIn(Account account) {
                return account.roads().contains(RoadName.GRAPH) ? graph.signIn(account) : null;
            }

            @Override
            public long largest(Account account) {
                return graph.largest(account);
            }

            @Override
            public void close() {
                // nothing of it stays open
            }
        };
        return new Doctor(clients::trusting, tokens, roads, clock);
    }

    Practice set(String key, String value) {
        settings.put("ferrypost." + key, value);
        return this;
    }

    Report examine() {
        List<Finding> heard = new ArrayList<>();
        Report report = doctor(clock).examine(with.apply(Patient.of(Settings.of(settings), "")), heard::add);
        assertThat(heard).as("told as it came").isEqualTo(report.findings());
        // every text of every finding, in both languages, at the most verbose level that there is
        System.out.println(JsonReport.of(List.of(report), Language.EN));
        System.out.println(JsonReport.of(List.of(report), Language.DE));
        return report;
    }

    /** Exactly this check fails, and those that build on it are skipped. */
    Finding onlyFault(String id) {
        Report report = examine();
        assertThat(ids(report, Health.FAULT)).as("%s", report).containsExactly(id);
        assertThat(report.worst()).isEqualTo(Health.FAULT);
        return report.finding(id).orElseThrow();
    }

    static Set<String> ids(Report report, Health health) {
        return report.findings().stream()
                .filter(finding -> finding.health() == health)
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    /** The remedies in one text. */
    static String remedies(Finding finding, Language language) {
        return finding.remedies().stream().map(text -> text.in(language)).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
