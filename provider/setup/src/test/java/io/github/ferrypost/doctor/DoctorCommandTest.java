package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: options, both forms of output, exit status. */
class DoctorCommandTest {
    private final Practice practice = new Practice();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String typed = "";

    @AfterEach
    void close() {
        practice.close();
    }

    private @Nullable SupportBundle support =
            (settings, reports, language) -> (reports.get(0).worst() + " " + language).getBytes(StandardCharsets.UTF_8);

    private int run(boolean coloured, String... args) {
        DoctorCommand command = new DoctorCommand(
                settings -> Practice.doctor(practice.clock),
                support,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                stream(out),
                stream(err),
                coloured);
        int status = command.run(() -> Settings.of(practice.settings), args);
        System.out.println(said());
        return status;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allIsRight() {
        assertThat(run(false, "--lang", "en")).isEqualTo(DoctorCommand.OK);
        assertThat(said())
                .contains("[ok] Directory (tenant) ID")
                .contains("Every check that sending needs has passed.")
                .doesNotContain("\u001B")
                .doesNotContain(practice.sandbox.secret());
    }

    @Test
    void aFaultInGerman() {
        practice.sandbox.app().consent(false);
        assertThat(run(false, "--lang=de")).isEqualTo(DoctorCommand.FAULT);
        assertThat(said())
                .contains("[FEHLER] Das Postfach, über Graph")
                .contains("(iPM-Handbuch, Schritte 1, 10, 12)")
                .contains("    - Empfohlen:")
                .contains("\n        New-ServicePrincipal -AppId " + practice.sandbox.clientId());
    }

    @Test
    void aWarningHasItsOwnStatus(@TempDir Path folder) throws Exception {
        practice.sandbox.app().registration().owners(practice.sandbox.mailbox());
        Path token = Files.writeString(folder.resolve("token"), practice.adminToken() + "\n");
        assertThat(run(false, "--lang", "en", "--admin-token-file", token.toString()))
                .isEqualTo(DoctorCommand.WARNING);
        assertThat(said()).contains("Sending works, with 1 warning(s).");
    }

    @Test
    void N1_withoutAnAnswerSendingIsNotProven() {
        practice.sandbox.faults().always(Target.TOKEN, Fault.status(503));
        assertThat(run(false, "--lang", "de")).isEqualTo(DoctorCommand.NOT_PROVEN);
        assertThat(said())
                .contains("[NICHT BEWIESEN] App und geheimer Clientschlüssel, für Graph")
                .contains("das Senden ist nicht bewiesen. Ohne Antwort: App und geheimer Clientschlüssel, für Graph;");
        out.reset();
        assertThat(run(false, "--json")).isEqualTo(DoctorCommand.NOT_PROVEN);
        assertThat(ReportJson.of(said()).text("health")).isEqualTo("not-proven");
    }

    @Test
    void coloursOnlyWhereTheyAreWanted() {
        run(true, "--lang", "en");
        assertThat(said()).contains("\u001B[32m[ok]\u001B[0m");
    }

    /** https://no-color.org: any value but an empty one. */
    @Test
    void noColoursBesideATerminalOrAgainstTheUsersWish() {
        assertThat(DoctorCommand.showsColours(true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(DoctorCommand.showsColours(false, Map.of("TERM", "xterm"))).isFalse();
        assertThat(DoctorCommand.showsColours(true, Map.of("NO_COLOR", "0"))).isFalse();
        assertThat(DoctorCommand.showsColours(true, Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void jsonForMachines() {
        practice.sandbox.app().expireSecrets();
        assertThat(run(true, "--json", "--lang", "de")).isEqualTo(DoctorCommand.FAULT);
        assertThat(said()).doesNotContain("\u001B");
        ReportJson json = ReportJson.of(said());
        assertThat(json.text("health")).isEqualTo("fault");
        ReportJson account = json.objects("accounts").get(0);
        ReportJson finding = account.objects("findings").stream()
                .filter(each -> each.text("id").equals("token-graph"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.text("health")).isEqualTo("fault");
        assertThat(finding.text("title")).isEqualTo("App und geheimer Clientschlüssel, für Graph");
        assertThat(finding.texts("steps")).containsExactly("3", "5", "6");
        assertThat(finding.texts("remedies").get(0)).contains("Neuer geheimer Clientschlüssel");
    }

    @Test
    void everyAccountInTurnOrOneOfThem() {
        practice.set("account.erp.mailbox", "erp@contoso.example");
        practice.sandbox.directory().addMailbox("erp@contoso.example");
        assertThat(run(false, "--json")).isEqualTo(DoctorCommand.OK);
        assertThat(ReportJson.of(said()).objects("accounts")).hasSize(2);
        out.reset();
        assertThat(run(false, "--json", "--account", "erp")).isEqualTo(DoctorCommand.OK);
        assertThat(ReportJson.of(said()).objects("accounts")).hasSize(1);
        assertThat(run(false, "--account", "erb")).isEqualTo(DoctorCommand.USAGE);
    }

    @Test
    void whatComesByStandardInputServesEveryAccount() {
        practice.set("account.erp.mailbox", "erp@contoso.example");
        practice.sandbox.directory().addMailbox("erp@contoso.example");
        typed = practice.adminToken() + "\n";
        assertThat(run(false, "--json", "--admin-token-file", "-")).isEqualTo(DoctorCommand.OK);
        assertThat(ReportJson.of(said()).objects("accounts"))
                .hasSize(2)
                .allSatisfy(account -> assertThat(account.objects("findings"))
                        .filteredOn(finding -> finding.text("id").equals("registration"))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.text("health")).isEqualTo("ok")));
    }

    @Test
    void aBundleForItsOwnerOnlyThatOverwritesNothing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("support.zip");
        assertThat(run(false, "--lang", "de", "--json", "--bundle", file.toString()))
                .isEqualTo(DoctorCommand.OK);
        assertThat(ReportJson.of(said()).text("health")).isEqualTo("ok");
        assertThat(complained()).contains(file.toString());
        assertThat(file).hasContent("OK DE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        out.reset();
        assertThat(run(false, "--bundle", file.toString())).isEqualTo(DoctorCommand.USAGE);
        assertThat(file).hasContent("OK DE");
        assertThat(run(false, "--bundle", folder.resolve("no/support.zip").toString()))
                .isEqualTo(DoctorCommand.USAGE);
        support = null;
        assertThat(run(false, "--bundle", folder.resolve("other.zip").toString()))
                .isEqualTo(DoctorCommand.USAGE);
        assertThat(complained()).contains("nothing was overwritten", "There is no folder", "doctor of the bridge");
        assertThat(said()).as("nothing was checked").isEmpty();
    }

    @Test
    void wrongOptions() {
        assertThat(run(false, "--jason")).isEqualTo(DoctorCommand.USAGE);
        assertThat(complained()).contains("Unknown option: --jason.").contains("Usage: ferrypost doctor");
        assertThat(run(false, "--lang", "fr")).isEqualTo(DoctorCommand.USAGE);
        assertThat(run(false, "--send-test")).isEqualTo(DoctorCommand.USAGE);
        assertThat(run(false, "--exchange-output", "/nowhere/at/all")).isEqualTo(DoctorCommand.USAGE);
        assertThat(run(false, "--admin-token-file", "-", "--exchange-output", "-"))
                .isEqualTo(DoctorCommand.USAGE);
        assertThat(complained()).contains("Only one option can read standard input.");
        assertThat(practice.sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void H2_helpNeedsNoSettings() {
        DoctorCommand command =
                new DoctorCommand(settings -> Practice.doctor(practice.clock), stream(out), stream(err), false);
        assertThat(command.run(
                        () -> {
                            throw new SettingsException(List.of("broken"));
                        },
                        "--help"))
                .isEqualTo(DoctorCommand.OK);
        assertThat(said()).startsWith("Usage: ferrypost doctor").contains("Exit status:", "  3  no fault, but");
    }

    @Test
    void helpAndTheLinesForExchangeAskNobody() {
        assertThat(run(false, "--help")).isEqualTo(DoctorCommand.OK);
        assertThat(run(false, "--exchange-lines")).isEqualTo(DoctorCommand.OK);
        assertThat(said()).contains("Usage: ferrypost doctor").contains("Get-TransportConfig");
        assertThat(practice.sandbox.requests().tokenRequests()).isZero();
    }
}
