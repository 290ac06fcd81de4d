package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --admin}: somebody enters a code, and the doctor reads the directory as that person. */
class AdminSignInTest {
    private final Practice practice = new Practice();
    private final List<String> shown = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private final User admin = practice.sandbox
            .directory()
            .addUser("admin@contoso.example")
            .administrator(true)
            .mfa(true);
    /** What happens while the doctor waits the first time. */
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void signsIn() {
        practice.sandbox.directory().addGraphCommandLineTools();
        AdminSignIn signIn = AdminSignIn.by(text -> shown.add(text.in(Language.EN)))
                .withWaits(time -> {
                    waited.add(time);
                    if (waited.size() == 1) {
                        meanwhile.run();
                    }
                });
        practice.with = patient -> patient.withAdminSignIn(signIn);
    }

    @AfterEach
    void close() {
        practice.close();
    }

    private SignIns signIns() {
        return practice.sandbox.directory().signIns();
    }

    private void approve() {
        signIns().approve(signIns().pending().get(0), admin);
    }

    @Test
    void theDirectoryIsReadAsTheAdministrator() {
        practice.sandbox.app().roles("Mail.Send");
        meanwhile = this::approve;
        DoctorReport report = practice.examine();
        assertThat(report.finding("admin-sign-in").orElseThrow().health()).isEqualTo(Health.OK);
        assertThat(Practice.ids(report, Health.OK))
                .contains("registration", "service-principal", "secret-end", "owner", "user");
        assertThat(report.findings()).noneMatch(finding -> finding.id().equals("directory"));
        assertThat(shown).hasSize(1).first().asString().contains("/devicelogin", "within 15 minutes");
        assertThat(practice.sandbox.app().registration().publicClient())
                .as("the customer's own app stays as it is")
                .isFalse();
    }

    @Test
    void oneSignInServesAllAccountsOfATenant() {
        meanwhile = this::approve;
        practice.examine();
        practice.examine();
        assertThat(shown).hasSize(1);
    }

    @Test
    void aDeclinedSignInIsNoFaultOfTheSetUp() {
        meanwhile = () -> signIns().decline(signIns().pending().get(0));
        DoctorReport report = practice.examine();
        Finding finding = report.finding("admin-sign-in").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.NOT_CHECKABLE);
        assertThat(finding.seen().in(Language.DE)).contains("AADSTS65004", "Der Benutzer hat");
        assertThat(report.worst()).isNotEqualTo(Health.FAULT);
    }

    @Test
    void aUserWhoIsNoAdministratorIsTold() {
        meanwhile = () -> {
            admin.administrator(false);
            approve();
        };
        Finding finding = practice.examine().finding("admin-sign-in").orElseThrow();
        assertThat(finding.seen().in(Language.EN)).contains("AADSTS90094", "Only an administrator");
    }

    @Test
    void nobodyComes() {
        Finding finding = practice.examine().finding("admin-sign-in").orElseThrow();
        assertThat(finding.seen().key()).isEqualTo("seen.admin-late");
        assertThat(Practice.remedies(finding, Language.EN)).contains("--admin");
    }

    @Test
    void whoIsToldToSlowDownDoes() {
        practice.sandbox.faults().next(Target.TOKEN, Fault.delay(Duration.ZERO));
        practice.sandbox.faults().next(Target.TOKEN, Fault.delay(Duration.ZERO));
        practice.sandbox
                .faults()
                .next(Target.TOKEN, Fault.status(400).code("slow_down"))
                .next(Target.TOKEN, Fault.status(503))
                .next(Target.TOKEN, Fault.dropBeforeAcceptance());
        meanwhile = this::approve;
        DoctorReport report = practice.examine();
        assertThat(report.finding("admin-sign-in").orElseThrow().health()).isEqualTo(Health.OK);
        assertThat(waited)
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--admin", "--admin-client=14d82eec-204b-4c2f-b7e8-296a70dab67e"})
    void aBlockedSignInIsTold(String option) {
        practice.sandbox.faults().always(Target.DEVICE_CODE, Fault.aadsts(53003));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DoctorCommand command = new DoctorCommand(
                settings -> Practice.doctor(practice.clock),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                false);
        assertThat(command.run(() -> Settings.of(practice.settings), option, "--lang", "en"))
                .isEqualTo(DoctorCommand.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("AADSTS53003", "A Conditional Access policy forbids the sign-in", "--admin-token-file")
                .doesNotContain(App.SECRET_MARKER);
    }

    /** A machine reads the report; a person reads what stands beside it. */
    @Test
    void theCodeIsShownBesideTheReport() {
        String answer = "{\"user_code\":\"QWERTZUIO\",\"device_code\":\"a-device-code\","
                + "\"verification_uri\":\"https://microsoft.com/devicelogin\",\"expires_in\":0,\"interval\":5}";
        practice.sandbox.faults().always(Target.DEVICE_CODE, Fault.status(200).body(answer));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        DoctorCommand command = new DoctorCommand(
                settings -> Practice.doctor(practice.clock),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        assertThat(command.run(() -> Settings.of(practice.settings), "--admin", "--json", "--lang", "en"))
                .isEqualTo(DoctorCommand.OK);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("QWERTZUIO", "https://microsoft.com/devicelogin")
                .doesNotContain("a-device-code");
        String report = out.toString(StandardCharsets.UTF_8);
        assertThat(report).contains("No administrator signed in in time.").doesNotContain("QWERTZUIO");
        assertThat(ReportJson.of(report).text("health")).isEqualTo("ok");
    }
}
