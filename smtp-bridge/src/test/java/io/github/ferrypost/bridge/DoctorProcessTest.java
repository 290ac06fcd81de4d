package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.doctor.DoctorCommand;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.util.Json;
import io.github.ferrypost.util.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor and other commands as processes: what they print where, and their exit status. */
class DoctorProcessTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> settings = new HashMap<>(sandbox.settings());

    @TempDir
    private Path folder;

    @BeforeEach
    void queue() {
        settings.put("ferrypost.bridge.accept", "direct");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Program program(String... arguments) throws Exception {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        PrivateFile.replace(
                folder.resolve("ferrypost.properties"), text.toString().getBytes(StandardCharsets.UTF_8));
        return Program.fromClasses(folder, Map.of(), arguments);
    }

    @Test
    void N2_jsonIsOneObjectAlsoWhereATokenIsRefused() throws Exception {
        settings.put("ferrypost.secret", "x".repeat(40));
        try (Program doctor = program("doctor", "--json")) {
            assertThat(doctor.exit()).isEqualTo(DoctorCommand.FAULT);
            assertThat(doctor.out().lines()).hasSize(1);
            assertThat(Json.read(doctor.out())).containsEntry("health", "fault");
            assertThat(doctor.err()).as("the report says it").isEmpty();
        }
    }

    @Test
    void N1_withoutATokenTheStatusSaysNotProven() throws Exception {
        sandbox.faults().always(Target.TOKEN, Fault.status(503));
        try (Program doctor = program("doctor", "--lang", "de")) {
            assertThat(doctor.exit()).isEqualTo(DoctorCommand.NOT_PROVEN);
            assertThat(doctor.out()).contains("[NICHT BEWIESEN]", "das Senden ist nicht bewiesen");
        }
    }

    @Test
    void N2_otherCommandsPrintNoLogEither() throws Exception {
        settings.remove("ferrypost.secret");
        settings.put("ferrypost.sign-in", "device-code");
        sandbox.faults().always(Target.DEVICE_CODE, Fault.aadsts(7000218));
        for (String command : new String[] {"config", "login"}) {
            try (Program program = program(command)) {
                program.exit();
                assertThat(program.out()).isNotEmpty().doesNotContainPattern("(?m)^\\d{4}-\\d\\d-\\d\\d |msal4j");
                assertThat(program.err()).doesNotContain("msal4j");
            }
        }
    }

    @Test
    void theBundleHasTheEndOfTheLogFile() throws Exception {
        Path log = folder.resolve("ferrypost.log");
        PrivateFile.replace(log, ("WARN " + sandbox.secret() + " was here\n").getBytes(StandardCharsets.UTF_8));
        settings.put("ferrypost.bridge.log-file", log.toString());
        try (Program doctor = program("doctor", "--bundle", "support.zip");
                FileSystem zip = zip(doctor)) {
            Path root = zip.getPath("ferrypost-support");
            assertThat(Files.readString(root.resolve("log.txt"))).isEqualTo("WARN *** was here\n");
            assertThat(Files.readString(root.resolve("settings.txt")))
                    .contains("ferrypost.bridge.accept = direct   # ", "ferrypost.secret = ***");
        }
    }

    private FileSystem zip(Program doctor) throws Exception {
        assertThat(doctor.exit()).isZero();
        assertThat(doctor.err()).contains("support.zip is written for support");
        return FileSystems.newFileSystem(folder.resolve("support.zip"));
    }

    @Test
    void theDoctorTakesTheSettingsFileAsOtherCommandsDo() throws Exception {
        try (Program doctor = program("doctor", "--help")) {
            assertThat(doctor.exit()).isZero();
            assertThat(doctor.out()).startsWith("Usage: ferrypost doctor [options]");
        }
        Path other = folder.resolve("other.properties");
        PrivateFile.replace(other, "ferrypost.tenantt=x\n".getBytes(StandardCharsets.UTF_8));
        try (Program doctor = program("doctor", "-f", other.toString(), "--json")) {
            assertThat(doctor.exit()).isEqualTo(DoctorCommand.FAULT);
            assertThat(doctor.out()).contains("ferrypost.tenantt is not a setting of Ferrypost");
        }
    }
}
