package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.corpus.LargeMail;
import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is nearly as large as Exchange allows goes through a bridge that has 64 MB of heap, whole. */
class SmallHeapTest {
    private static final LargeMail MAIL = new LargeMail(149L << 20);

    @TempDir
    private Path folder;

    static List<Arguments> ways() {
        List<Arguments> all = List.of(
                Arguments.of("graph", "first-try"),
                Arguments.of("smtp", "queue"),
                Arguments.of("smtp", "first-try"),
                Arguments.of("graph", "queue"));
        return Boolean.getBoolean("ferrypost.test.long") ? all : all.subList(0, 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aLargeMailNeedsNoLargeHeap(String road, String accept) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, road, accept);
            // the way of an administrator who cannot change the command line
            Map<String, String> environment =
                    Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m", "FERRYPOST_BRIDGE_WEB", "127.0.0.1:0");
            try (Program program = Program.fromClasses(folder, environment, "run")) {
                int port = Integer.parseInt(program.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                try (SmtpSession client =
                        new SmtpSession(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    String begun = client.begin(Sandbox.MAILBOX, " SIZE=" + MAIL.size(), List.of("a@customer.example"));
                    assertThat(begun).startsWith("354");
                    MAIL.writeTo(client.data());
                    assertThat(client.end()).startsWith("250");
                }
                Delivered delivered =
                        sandbox.awaitDelivered(1, Duration.ofMinutes(2)).get(0);
                assertThat(delivered.recipients()).containsExactly("a@customer.example");
                assertWhole(delivered);
                assertThat(program.err()).contains("-Xmx64m").doesNotContain("OutOfMemory");
                assertThat(program.out() + program.err()).doesNotContain("OutOfMemory");
            }
            assertThat(sandbox.deliveredCount()).isEqualTo(1);
        }
    }

    private static void assertWhole(Delivered delivered) throws Exception {
        if (delivered.road().equals(Delivered.SMTP)) {
            assertThat(delivered.size()).isGreaterThan(MAIL.size());
            MessageTail.assertEndsWith(delivered.raw(), MAIL);
        } else {
            assertThat(delivered.attachments()).hasSize(1);
            assertThat(LargeMail.digest(delivered.attachments().get(0).bytes())).isEqualTo(MAIL.digest());
        }
    }

    /** The Received line stands before the message, which itself is the same. */
    private static final class MessageTail extends OutputStream {
        private final byte[] raw;
        private int at;

        private MessageTail(byte[] raw, int at) {
            this.raw = raw;
            this.at = at;
        }

        static void assertEndsWith(byte[] raw, LargeMail mail) throws IOException {
            MessageTail tail = new MessageTail(raw, (int) (raw.length - mail.size()));
            mail.writeTo(tail);
            assertThat(tail.at).isEqualTo(raw.length);
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            assertThat(Arrays.equals(bytes, from, from + count, raw, at, at + count))
                    .as("the bytes from " + at)
                    .isTrue();
            at += count;
        }
    }

    private void settings(Sandbox sandbox, String road, String accept) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }
}
