package io.github.ferrypost;

import io.github.ferrypost.testing.SecretSearch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The build runs it by itself after the other tests. */
class NoSecretInOutputTest {
    @Test
    void nothingSecretWasPrinted() throws IOException {
        SecretSearch.assertNothingSecretWasPrinted();
    }
}
