package io.github.ferrypost.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTrustTest {
    @TempDir
    private Path folder;

    @Test
    void javasOwnAuthoritiesStayTrusted() throws Exception {
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=Corporate Proxy CA");
        Path pem = Files.writeString(folder.resolve("ca.pem"), keys.certificatePem());
        assertThat(TlsTrust.context(Optional.of(pem)).getProtocol()).isEqualTo("TLS");
        int own = TlsTrust.manager(Optional.empty()).getAcceptedIssuers().length;
        assertThat(TlsTrust.manager(Optional.of(pem)).getAcceptedIssuers())
                .hasSize(own + 1)
                .contains(keys.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aFileThatHoldsNoAuthorityIsNamed(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.pem"), content);
        assertThatThrownBy(() -> TlsTrust.context(Optional.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("missing.pem");
        assertThatThrownBy(() -> TlsTrust.context(Optional.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]"})
    void thisMachineIsKnownByItsNames(String host) {
        assertThat(Loopback.is(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "128.0.0.1", "127.0.0.1.example", "smtp.office365.com", ""})
    void whatOnlyLooksLikeThisMachineIsNot(String host) {
        assertThat(Loopback.is(host)).isFalse();
    }
}
