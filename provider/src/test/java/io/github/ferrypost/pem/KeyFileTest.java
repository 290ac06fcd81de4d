package io.github.ferrypost.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String SETTING = "ferrypost.certificate";

    private final TestKeys keys = TestKeys.rsa();
    private final TestKeys other = TestKeys.of("-keyalg", "RSA", "-dname", "CN=Other");

    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("key.pem"), text);
    }

    private void assertReadsKeys(Path file, String password) throws Exception {
        KeyFile read = KeyFile.read(file, password, SETTING);
        assertThat(read.key().getEncoded()).isEqualTo(keys.key().getEncoded());
        assertThat(read.chain().get(0)).isEqualTo(keys.certificate());
    }

    private static KeyFileException refusal(Path file, String password) {
        KeyFileException e = catchThrowableOfType(KeyFileException.class, () -> KeyFile.read(file, password, SETTING));
        assertThat(e).isNotNull().hasMessageContaining(file.toString());
        assertThat(e.remedy()).isNotBlank();
        assertThat(e.getMessage() + e.remedy()).doesNotContain(TestKeys.PASSWORD, "WRONGPASSWORD");
        return e;
    }

    @Test
    void pemWithPkcs8KeyInAnyOrderAndWithTextBetween() throws Exception {
        assertReadsKeys(file(keys.certificatePem() + keys.pkcs8Pem()), "");
        assertReadsKeys(file("Bag Attributes\r\n" + keys.pkcs8Pem() + "\nsubject=x\n" + keys.certificatePem()), "");
    }

    @Test
    void pemWithWindowsLineEnds() throws Exception {
        assertReadsKeys(file((keys.certificatePem() + keys.pkcs8Pem()).replace("\n", "\r\n")), "");
    }

    @Test
    void pemWithPkcs1Key() throws Exception {
        assertReadsKeys(file(keys.certificatePem() + keys.pkcs1Pem()), "");
    }

    private static Path resource(String name) throws Exception {
        return Path.of(KeyFileTest.class.getResource(name).toURI());
    }

    /** Made by OpenSSL 3.0: pkcs8 -topk8 with its default, with SHA-1 and AES-128, with the old 3DES; and pkcs12. */
    @ParameterizedTest
    @ValueSource(strings = {"openssl-aes256.pem", "openssl-aes128sha1.pem", "openssl-des3.pem", "openssl.p12"})
    void encryptedKeysOfOpenssl(String name) throws Exception {
        KeyFile plain = KeyFile.read(resource("openssl-pkcs1.pem"), "", SETTING);
        KeyFile read = KeyFile.read(resource(name), TestKeys.PASSWORD, SETTING);
        assertThat(read.key()).isEqualTo(plain.key());
        assertThat(read.chain()).isEqualTo(plain.chain());
        refusal(resource(name), "WRONGPASSWORD");
        refusal(resource(name), "");
    }

    @Test
    void anEncryptionThatJavaDoesNotKnowIsRefusedWithTheMend() throws Exception {
        assertThat(refusal(resource("scrypt.pem"), TestKeys.PASSWORD).remedy()).contains("openssl pkcs8 -topk8");
    }

    @Test
    void pkcs12() throws Exception {
        Path file = Files.write(folder.resolve("key.pfx"), keys.pkcs12());
        assertReadsKeys(file, TestKeys.PASSWORD);
        assertThat(refusal(file, "WRONGPASSWORD").remedy()).contains("password");
        assertThat(refusal(file, "").remedy()).contains("password");
    }

    @Test
    void theCertificateOfTheKeyComesFirstInAChain() throws Exception {
        KeyFile read =
                KeyFile.read(file(other.certificatePem() + keys.certificatePem() + keys.pkcs8Pem()), "", SETTING);
        assertThat(read.chain()).containsExactly(keys.certificate(), other.certificate());
    }

    @Test
    void aMissingFile() {
        assertThat(refusal(folder.resolve("none.pem"), "")).hasMessageContaining("does not exist");
        assertThat(refusal(folder.resolve("none.pem"), "").remedy()).contains("ferrypost.certificate");
    }

    @Test
    void aFolder() {
        assertThat(refusal(folder, "")).hasMessageContaining("cannot be read");
    }

    @Test
    void noKeyOrNoCertificate() throws Exception {
        assertThat(refusal(file(keys.certificatePem()), "")).hasMessageContaining("no private key");
        assertThat(refusal(file(keys.pkcs8Pem()), "")).hasMessageContaining("no certificate");
    }

    @Test
    void aKeyOfAnotherCertificate() throws Exception {
        assertThat(refusal(file(other.certificatePem() + keys.pkcs8Pem()), "")).hasMessageContaining("does not belong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "Ed25519"})
    void aKeyThatIsNotRsa(String algorithm) throws Exception {
        TestKeys made = TestKeys.of("-keyalg", algorithm, "-dname", "CN=" + algorithm);
        KeyFile read = KeyFile.read(file(made.certificatePem() + made.pkcs8Pem()), "", SETTING);
        assertThat(read.key().getEncoded()).isEqualTo(made.key().getEncoded());
        assertThat(read.chain()).containsExactly(made.certificate());
        TestKeys another = TestKeys.of("-keyalg", algorithm, "-dname", "CN=another");
        assertThat(refusal(file(another.certificatePem() + made.pkcs8Pem()), ""))
                .hasMessageContaining("does not belong");
        assertThat(refusal(file(keys.certificatePem() + made.pkcs8Pem()), "")).hasMessageContaining("does not belong");
    }

    @Test
    void opensslsOldEncryption() throws Exception {
        Path file = file(keys.certificatePem() + "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThat(refusal(file, TestKeys.PASSWORD).remedy()).contains("openssl pkcs8 -topk8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void rubbish(String text) throws Exception {
        refusal(file(text), "");
    }
}
