package io.github.ferrypost.bridge.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.DoctorReport;
import io.github.ferrypost.doctor.DoctorRequest;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.App;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the bundle, and what never is. Its contents are printed, so that the search for secrets reads them. */
class BridgeBundleTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> settings = new HashMap<>(sandbox.settings());

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, String> files(Map<String, String> more) throws IOException {
        Settings read = Settings.of(settings);
        DoctorReport report;
        try (Doctor doctor = Doctor.standard(read)) {
            report = doctor.examine(DoctorRequest.of(read, ""), finding -> {});
        }
        byte[] zip = BridgeBundle.of(read, List.of(report), Language.EN, more);
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(
                        entry.getName().replace("ferrypost-support/", ""),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        files.values().forEach(System.out::println);
        return files;
    }

    @Test
    void settingsFindingsAndVersions() throws Exception {
        Map<String, String> files = files(Map.of());
        assertThat(files).containsOnlyKeys("settings.txt", "findings.txt", "findings.json", "versions.txt");
        assertThat(files.get("settings.txt"))
                .contains("ferrypost.secret = ***   # given", "ferrypost.mailbox = noreply@contoso.example   # given");
        assertThat(files.get("findings.txt")).contains("Every check that sending needs has passed.");
        assertThat(files.get("findings.json")).startsWith("{\"health\":\"ok\"");
        assertThat(files.get("versions.txt")).contains("java.version = ", "os.name = ");
    }

    @Test
    void aSecretInTheWrongFieldIsHidden() throws Exception {
        settings.put("ferrypost.tenant", sandbox.secret());
        settings.remove("ferrypost.secret");
        Map<String, String> files = files(Map.of("log.txt", "tenant " + sandbox.secret()));
        assertThat(files.get("settings.txt")).contains("ferrypost.tenant = ***");
        assertThat(files.toString()).doesNotContain(App.SECRET_MARKER);
    }

    @Test
    void noSecretIsInItWhereverItStood() throws Exception {
        String password = "LEGACY" + "PASSWORD" + "1";
        settings.put("ferrypost.secrett", sandbox.secret());
        settings.put("ferrypost.connect-logins", "erp:" + password);
        settings.put("ferrypost.proxy", "http://u:pw0rd-1@proxy:1");
        String token = "eyJ" + "a".repeat(30) + "." + "b".repeat(30) + "." + "c".repeat(9);
        Map<String, String> files = files(Map.of(
                "log.txt", "secret " + sandbox.secret() + " login " + password + " token " + token + " kept words"));
        assertThat(files.get("log.txt")).isEqualTo("secret *** login *** token *** kept words");
        assertThat(files.toString()).doesNotContain(App.SECRET_MARKER, password, "pw0rd-1", "eyJ");
    }
}
