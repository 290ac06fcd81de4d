package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.token.TokenOptions;
import io.github.ferrypost.token.Tokens;
import io.github.ferrypost.wiring.RoadFactory;
import io.github.ferrypost.wiring.RoadOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** N1: every check at every fault of the network. None of them may end in a green verdict. */
class NetworkFaultsTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** Checks that send nothing: they read the settings, a token, pasted output, or what another check received. */
    private static final Set<String> ASK_NOBODY = Set.of(
            "tenant-id",
            "client-id",
            "secret",
            "certificate",
            "mailbox",
            "settings",
            "redirection",
            "secret-files",
            "sign-in",
            "expiry",
            "clock",
            "claims-graph",
            "claims-smtp",
            "directory",
            "switches",
            "redirect-uris-registered",
            "secret-end",
            "exchange-smtp",
            "exchange-principal",
            "exchange-scope",
            "exchange-policy");

    private static Practice practice;

    /** A check, where its request goes, and how many requests go there before. */
    private enum Asked {
        LOGIN("login-reachable", Target.DISCOVERY, 0),
        TENANT("tenant", Target.DISCOVERY, 1),
        GRAPH("graph-reachable", Target.GRAPH_ANY, 0),
        TOKEN_GRAPH("token-graph", Target.TOKEN, 0),
        TOKEN_SMTP("token-smtp", Target.TOKEN, 1),
        MAILBOX("mailbox-graph", Target.GRAPH_SEND, 0),
        TEST_MAIL("test-mail", Target.GRAPH_SEND, 1),
        ADMIN("admin-sign-in", Target.DEVICE_CODE, 0),
        REDIRECT("redirect-uris", Target.AUTHORIZE, 0),
        REGISTRATION("registration", Target.GRAPH_LOOKUP, 1),
        PRINCIPAL("service-principal", Target.GRAPH_LOOKUP, 2),
        CONSENTS("consents", Target.GRAPH_LOOKUP, 3),
        OWNER("owner", Target.GRAPH_LOOKUP, 4),
        USER("user", Target.GRAPH_LOOKUP, 5),
        CONNECT("smtp-reachable", Target.SMTP_CONNECT, 0),
        HELLO("smtp-reachable", Target.SMTP_EHLO, 0),
        TLS("smtp-login", Target.SMTP_TLS, 0),
        SIGN_IN("smtp-login", Target.SMTP_AUTH, 0);

        private final String check;
        private final Target target;
        private final int before;

        Asked(String check, Target target, int before) {
            this.check = check;
            this.target = target;
            this.before = before;
        }

        private boolean bySmtp() {
            return target.name().startsWith("SMTP_");
        }
    }

    @BeforeAll
    static void open() {
        practice = new Practice();
        practice.set("roads", "graph, smtp").set("redirect-uris", "https://a.example");
        practice.sandbox.app().registration().spaRedirectUris("https://a.example", "https://a.example/");
        // so that the message goes by sendMail, and not as a draft
        practice.sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
    }

    @AfterAll
    static void close() {
        practice.close();
    }

    @BeforeEach
    void clear() {
        practice.sandbox.faults().clear();
    }

    static List<Arguments> checksAndFaults() {
        List<Arguments> all = new ArrayList<>();
        for (Asked asked : Asked.values()) {
            faults(asked).forEach(fault -> all.add(Arguments.of(asked, fault)));
        }
        return all;
    }

    private static Stream<Fault> faults(Asked asked) {
        if (asked == Asked.TLS) {
            return Stream.of(Fault.dropBeforeAcceptance(), Fault.tlsAlert(40), Fault.stall());
        }
        if (asked.bySmtp()) {
            return Stream.of(
                    Fault.reply("421 4.3.2 Service not available"),
                    Fault.reply("HTTP/1.1 503 Service Unavailable"),
                    Fault.dropBeforeAcceptance(),
                    Fault.garbage(),
                    Fault.stall());
        }
        return Stream.of(
                Fault.status(503),
                Fault.status(429),
                Fault.dropBefore(),
                Fault.dropBeforeAcceptance(),
                Fault.html(200),
                Fault.html(403),
                Fault.html(503),
                Fault.garbage(),
                Fault.stall());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("checksAndFaults")
    void N1_noFaultOfTheNetworkEndsInAGreenVerdict(Asked asked, Fault fault) {
        DoctorReport report = examine(asked, fault);
        Finding finding = report.finding(asked.check).orElseThrow();
        assertThat(finding.health())
                .as("%s", finding)
                .isIn(Health.WARNING, Health.NOT_PROVEN, Health.FAULT)
                .isNotEqualTo(finding.isNeeded() && asked != Asked.LOGIN ? Health.WARNING : Health.NOT_PROVEN);
        assertThat(finding.seen().key()).as("%s", finding).isNotEqualTo("seen.broken");
        assertThat(finding.remedies()).isNotEmpty();
        assertThat(report.worst()).isIn(Health.WARNING, Health.NOT_PROVEN, Health.FAULT);
        assertThat(report.worst() == Health.WARNING).isEqualTo(finding.health() == Health.WARNING);
    }

    private static DoctorReport examine(Asked asked, Fault fault) {
        for (int i = 0; i < asked.before; i++) {
            practice.sandbox.faults().next(asked.target, Fault.delay(Duration.ZERO));
        }
        practice.sandbox.faults().always(asked.target, fault);
        Clients clients = new Clients(HttpOptions.standard());
        TokenOptions tokens = TokenOptions.standard().withRequestTimeout(PATIENCE);
        DoctorDependencies tools = new DoctorDependencies(
                clients::trusting,
                new Tokens(clients, tokens),
                RoadFactory.open(RoadOptions.STANDARD.withAnswerTimeout(PATIENCE)),
                Clock.systemUTC(),
                PATIENCE);
        Map<String, String> settings = new HashMap<>(practice.settings);
        if (asked == Asked.TEST_MAIL) {
            // by both roads the message would leave by the other one
            settings.put("ferrypost.roads", "graph");
        }
        DoctorRequest request = DoctorRequest.of(Settings.of(settings), "");
        String admin = practice.adminToken();
        try (Doctor doctor = new Doctor(tools)) {
            return doctor.examine(with(request, asked, admin), finding -> {});
        }
    }

    private static DoctorRequest with(DoctorRequest request, Asked asked, String admin) {
        return switch (asked) {
            case TEST_MAIL -> request.withTestAddress("you@contoso.example");
            case ADMIN -> request.withAdminSignIn(AdminSignIn.by(text -> {}));
            case REDIRECT -> request;
            default -> request.withAdminToken(admin);
        };
    }

    @Test
    void withoutAFaultTheVerdictIsGreen() {
        DoctorReport report = examine(Asked.USER, Fault.delay(Duration.ZERO));
        assertThat(report.worst()).as("%s", report).isEqualTo(Health.OK);
    }

    @Test
    void everyCheckThatAsksIsInTheTable() {
        Set<String> all = new TreeSet<>(ASK_NOBODY);
        Stream.of(Asked.values()).forEach(asked -> all.add(asked.check));
        assertThat(CheckTable.rows().stream().map(Check::id).collect(Collectors.toSet()))
                .isEqualTo(all);
    }
}
