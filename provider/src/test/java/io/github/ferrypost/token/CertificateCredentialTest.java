package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCredentialTest {
    @TempDir
    Path folder;

    private static UnusableSettingException refusal(Path file) {
        UnusableSettingException e = catchThrowableOfType(
                UnusableSettingException.class,
                () -> CertificateCredential.read(Credential.certificate(file, TestKeys.PASSWORD)));
        assertThat(e).hasMessageContaining(file.toString());
        assertThat(e.getMessage() + e.remedy()).doesNotContain(TestKeys.PASSWORD);
        return e;
    }

    @Test
    void anEllipticKeyIsNoUseToEntra() throws Exception {
        TestKeys ec = TestKeys.of("-keyalg", "EC", "-dname", "CN=EC");
        Path file = Files.write(folder.resolve("ec.p12"), ec.pkcs12());
        assertThat(refusal(file)).hasMessageContaining("Entra accepts only RSA");
        assertThat(refusal(file).remedy()).contains("RSA key of 2048 bits");
    }

    @Test
    void theRemedyNamesTheSetting() {
        assertThat(refusal(folder.resolve("none.pem")).remedy()).contains("ferrypost.certificate");
    }
}
