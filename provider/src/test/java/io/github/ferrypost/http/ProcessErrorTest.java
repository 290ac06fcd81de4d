package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** TLS wraps every Throwable; after an OutOfMemoryError, classes that failed to load looked like a network failure. */
class ProcessErrorTest {
    @Test
    void anErrorOfTheProcessInAnSslExceptionIsNoFailureOfTheNetwork() {
        Error error = new NoClassDefFoundError("Could not initialize class sun.security.ssl.Alert");
        assertThatThrownBy(() -> Failures.of(new SSLException(error), "graph", true))
                .isSameAs(error);
        Error memory = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> Failures.of(new IOException(new SSLException(memory)), "graph", false))
                .isSameAs(memory);
    }

    @Test
    void anExceptionInOneIs() {
        IOException failure = new SSLException(new IllegalStateException("unexpected"));
        assertThat(Failures.of(failure, "graph", true).getMessage()).contains("TLS with graph failed");
    }
}
