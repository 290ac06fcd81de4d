package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class ProcessErrorSmtpTest {
    @Test
    void anErrorOfTheProcessInAnSslExceptionIsNoFailureOfTheNetwork() {
        Error error = new NoClassDefFoundError("Could not initialize class sun.security.ssl.Alert");
        assertThatThrownBy(() -> ConnectFailure.reason(new SSLException(error))).isSameAs(error);
        assertThatThrownBy(() -> ConnectFailure.tls("smtp.example", new SSLException(error)))
                .isSameAs(error);
        assertThat(ConnectFailure.reason(new SSLException("bad record"))).isEqualTo("SSLException: bad record");
    }
}
