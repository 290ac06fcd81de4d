package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.testing.TestKeys;
import io.github.ferrypost.util.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate in place of the secret; it holds for 365 days. */
class CertificateTest {
    private static final TestKeys KEYS = TestKeys.of("-keyalg", "RSA", "-dname", "CN=app", "-validity", "365");

    @TempDir
    private Path folder;

    private final Practice practice = new Practice();

    @BeforeEach
    void byCertificate() throws Exception {
        Path store = folder.resolve("app.p12");
        PrivateFile.replace(store, KEYS.pkcs12());
        practice.settings.remove("ferrypost.secret");
        practice.set("certificate", store.toString()).set("certificate-password", TestKeys.PASSWORD);
        practice.sandbox.app().addCertificate(KEYS.certificate());
    }

    @AfterEach
    void close() {
        practice.close();
    }

    private Finding at(Duration later) {
        practice.clock = Clock.offset(Clock.systemUTC(), later);
        return practice.examine().finding("certificate").orElseThrow();
    }

    @Test
    void allIsRight() {
        DoctorReport report = practice.examine();
        assertThat(report.worst()).isEqualTo(Health.OK);
        assertThat(report.finding("secret")).as("not asked for").isEmpty();
        assertThat(report.finding("mailbox-graph").orElseThrow().health()).isEqualTo(Health.OK);
    }

    @Test
    void thirtyDaysBeforeItsEndItIsWarnedOf() {
        assertThat(at(Duration.ofDays(334)).health()).isEqualTo(Health.OK);
        Finding warned = at(Duration.ofDays(336));
        assertThat(warned.health()).isEqualTo(Health.WARNING);
        assertThat(Practice.remedies(warned, Language.DE)).contains("Zertifikate hochladen");
    }

    @Test
    void afterItsEndAndBeforeItsBeginningItIsAFault() {
        assertThat(at(Duration.ofDays(366)).seen().key()).isEqualTo("seen.certificate-expired");
        assertThat(at(Duration.ofDays(-1)).seen().key()).isEqualTo("seen.certificate-early");
    }

    @Test
    void thePasswordIsWrong() {
        practice.set("certificate-password", "another one");
        practice.expect("certificate", "ferrypost.certificate-password", "das Kennwort eintragen");
    }

    @Test
    void N15_theFileIsNotThereAndThePathThatWasTriedIsShown() {
        practice.set("certificate", folder.resolve("nowhere.pem").toString());
        practice.expect("certificate", "Correct the path", "Den Pfad");
    }

    @Test
    void aPemWithoutItsKey() throws Exception {
        Path pem = folder.resolve("public.pem");
        PrivateFile.replace(pem, KEYS.certificatePem().getBytes(StandardCharsets.US_ASCII));
        practice.set("certificate", pem.toString());
        practice.expect("certificate", "PEM with both blocks", "PEM mit beiden Blöcken");
        PrivateKey key = (PrivateKey) KEYS.store().getKey("k", TestKeys.PASSWORD.toCharArray());
        String block = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        String both = "-----BEGIN PRIVATE KEY-----\n" + block + "\n-----END PRIVATE KEY-----\n" + KEYS.certificatePem();
        PrivateFile.replace(pem, both.getBytes(StandardCharsets.US_ASCII));
        assertThat(practice.examine().worst()).isEqualTo(Health.OK);
    }

    @Test
    void entraDoesNotKnowIt() {
        practice.sandbox.app().removeCredentials();
        Finding finding = practice.expect("token-graph", "upload the public certificate", "das öffentliche Zertifikat");
        assertThat(finding.seen().in(Language.EN)).contains("AADSTS700027");
    }
}
