package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64BodyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 24575, 24576, 24577, 100_000})
    void encodesInOneLineOfTheLengthToldBefore(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Base64Body body = new Base64Body(new Slow(bytes));
        String encoded;
        try (InputStream in = body.open()) {
            encoded = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        assertThat(encoded).isEqualTo(Base64.getEncoder().encodeToString(bytes));
        assertThat(body.length()).isEqualTo(encoded.length());
    }

    /** Gives fewer bytes than were asked for, as files and sockets may. */
    private static final class Slow implements ByteSource {
        private final byte[] bytes;

        Slow(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    return super.read(buffer, offset, Math.min(length, 1000));
                }
            };
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }
}
