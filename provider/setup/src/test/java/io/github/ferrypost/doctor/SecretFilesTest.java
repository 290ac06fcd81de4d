package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    private Path folder;

    @Test
    void SEC12_aSecretThatOthersMayReadIsAWarningWithItsRemedy() throws Exception {
        try (Practice practice = new Practice()) {
            Path secret = Files.writeString(folder.resolve("secret.txt"), practice.sandbox.secret());
            practice.set("secret", "${file:" + secret + "}");
            Settings settings = Settings.load(practice.settings);

            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
            Finding open = examine(settings);
            assertThat(open.health()).isEqualTo(Health.WARNING);
            assertThat(open.seen().in(Language.EN)).contains(secret.toString());
            assertThat(open.remedies().get(0).in(Language.EN)).contains("chmod 600 " + secret);
            assertThat(open.remedies().get(0).in(Language.DE))
                    .contains("chmod 600 " + secret, "Diese Berechtigung entfernen");

            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(examine(settings).health()).isEqualTo(Health.OK);
        }
    }

    private static Finding examine(Settings settings) {
        try (Doctor doctor = Practice.doctor(Clock.systemUTC())) {
            return doctor.examine(DoctorRequest.of(settings, ""), finding -> {})
                    .finding("secret-files")
                    .orElseThrow();
        }
    }
}
