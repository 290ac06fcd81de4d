package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.sandbox.directory.App;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for support: what is in it, and what never is. Its contents are printed, so that the search for secrets reads them. */
class SupportBundleTest {
    private final Practice practice = new Practice();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        practice.close();
    }

    private int run(SupportSource source, String... args) {
        DoctorCommand command = new DoctorCommand(
                settings -> Practice.doctor(practice.clock),
                source,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return command.run(() -> Settings.of(practice.settings), args);
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
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
    void settingsFindingsAndVersionsForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("support.zip");
        assertThat(run(SupportSource.NONE, "--json", "--bundle", file.toString()))
                .isEqualTo(DoctorCommand.OK);
        assertThat(ReportJson.of(out.toString(StandardCharsets.UTF_8)).text("health"))
                .isEqualTo("ok");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(file.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, String> files = files(Files.readAllBytes(file));
        assertThat(files).containsOnlyKeys("settings.txt", "findings.txt", "findings.json", "versions.txt");
        assertThat(files.get("settings.txt"))
                .contains("ferrypost.secret = ***   # given", "ferrypost.mailbox = noreply@contoso.example   # given");
        assertThat(files.get("findings.txt")).contains("Every check that sending needs has passed.");
        assertThat(files.get("versions.txt")).contains("java.version = ", "os.name = ");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("support.zip"), "mine");
        assertThat(run(SupportSource.NONE, "--bundle", file.toString())).isEqualTo(DoctorCommand.USAGE);
        assertThat(file).hasContent("mine");
        assertThat(practice.sandbox.requests().tokenRequests()).isZero();
        assertThat(run(
                        SupportSource.NONE,
                        "--bundle",
                        folder.resolve("no/such/folder.zip").toString()))
                .isEqualTo(DoctorCommand.USAGE);
    }

    @Test
    void aSecretInTheWrongFieldIsHidden() throws Exception {
        String secret = practice.sandbox.secret();
        practice.set("tenant", secret);
        byte[] zip = SupportBundle.of(Settings.of(practice.settings), List.of(), Language.EN, SupportSource.NONE);
        assertThat(files(zip).toString()).contains("ferrypost.tenant = ***").doesNotContain(secret);
    }

    @Test
    void noSecretIsInItWhereverItStood() throws Exception {
        String secret = practice.sandbox.secret();
        String password = "LEGACY" + "PASSWORD" + "1";
        practice.set("secrett", secret)
                .set("connect-logins", "erp:" + password)
                .set("proxy", "http://u:pw0rd-1@proxy:1");
        SupportSource source = new SupportSource() {
            @Override
            public Map<String, String> files(Settings settings) {
                return Map.of(
                        "log.txt",
                        "secret " + secret + " login " + password + " token eyJ" + "a".repeat(30) + "." + "b".repeat(30)
                                + "." + "c".repeat(9) + " kept words\n");
            }
        };
        run(source, "--bundle", folder.resolve("support.zip").toString());
        Map<String, String> files = files(Files.readAllBytes(folder.resolve("support.zip")));
        assertThat(files.get("log.txt")).isEqualTo("secret *** login *** token *** kept words\n");
        assertThat(files.toString()).doesNotContain(App.SECRET_MARKER, password, "pw0rd-1", "eyJ");
    }
}
