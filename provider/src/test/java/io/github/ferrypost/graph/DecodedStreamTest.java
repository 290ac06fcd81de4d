package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DecodedStreamTest {
    /** As com.sun.mail's, up to jakarta.mail 1.6.8: a read of nothing is the end. */
    private static InputStream decoder() {
        return new ByteArrayInputStream(new byte[100_000]) {
            @Override
            public synchronized int read(byte[] array, int offset, int length) {
                return length == 0 ? -1 : super.read(array, offset, length);
            }
        };
    }

    @Test
    void H1_aDecoderThatTakesAReadOfNothingForTheEndIsReadWhole() throws IOException {
        try (InputStream in = new DecodedStream(decoder())) {
            assertThat(in.readNBytes(90_000)).hasSize(90_000);
            assertThat(in.readAllBytes()).hasSize(10_000);
        }
    }
}
