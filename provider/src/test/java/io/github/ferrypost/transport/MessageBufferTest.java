package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Properties;
import java.util.Random;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.junit.jupiter.api.Test;

/** A message is bounded while it is written: its memory where there is no disk, and its header section. */
class MessageBufferTest {
    private static MimeMessage message(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static MessageBuffer withoutFile(int limitWithoutFile) {
        return new MessageBuffer(100, limitWithoutFile, () -> {
            throw new NoSuchFileException("/nonexistent/ferrypost123.eml");
        });
    }

    @Test
    void D9_withoutATemporaryFolderAMessageStaysInMemory() throws Exception {
        String text = "Subject: s\r\n\r\n" + "0123456789\r\n".repeat(1000);
        try (WrittenMessage written = WrittenMessage.of(message(text), withoutFile(20_000))) {
            assertThat(written.bytes().size()).isEqualTo(text.length());
            for (int again = 0; again < 2; again++) {
                try (var in = written.bytes().open()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    void D9_beyondTheLimitTheRemedyIsNamed() {
        assertThatThrownBy(() -> WrittenMessage.of(
                        message("Subject: s\r\n\r\n" + "0123456789\r\n".repeat(2000)), withoutFile(20_000)))
                .isInstanceOf(UnsendableException.class)
                .hasMessageContaining("20000 bytes")
                .hasMessageContaining("/nonexistent")
                .hasMessageContaining("The message was not sent.")
                .hasMessageContaining("-Djava.io.tmpdir");
    }

    @Test
    void D9_theLimitFitsTheHeap() {
        assertThat(WrittenMessage.IN_MEMORY_WITHOUT_FILE)
                .isBetween(1 << 20, 35 << 20)
                .isLessThanOrEqualTo((int)
                        Math.max(1 << 20, Math.min(Runtime.getRuntime().maxMemory() / 8, 35 << 20)));
    }

    @Test
    void anOversizedHeaderIsRefusedBeforeAnythingIsSent() throws Exception {
        World world = new World();
        Properties mail = new Properties();
        mail.put("mail.smtp.host", Ours.HOST);
        Session session = Session.getInstance(mail);
        Ours transport = Ours.of(session, Ours.hold(Ours.account(), new WorldRoads(world)));
        transport.connect(Ours.MAILBOX, "x");
        MimeMessage message = Bench.fill(new MimeMessage(session));
        message.setHeader("X-Large", "0123456789\r\n ".repeat(90_000));
        assertThatThrownBy(() -> transport.sendMessage(message, Bench.to("a@x.example")))
                .isExactlyInstanceOf(MessagingException.class)
                .hasMessageContaining("header section")
                .hasMessageContaining("1048576")
                .hasMessageContaining("The message was not sent.");
        assertThat(world.deliveries).isEmpty();
        assertThat(transport.isConnected()).isTrue();
        message.setHeader("X-Large", "0123456789\r\n ".repeat(70_000));
        transport.sendMessage(message, Bench.to("a@x.example"));
        assertThat(world.deliveries).hasSize(1);
    }

    @Test
    void aLargeBodyIsNoHeader() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CrlfOutput lines = new CrlfOutput(out, 40)) {
            lines.write("Subject: s\n\n".getBytes(StandardCharsets.US_ASCII));
            lines.write("01234567890123456789\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
            lines.finish();
        }
        assertThat(out.size()).isEqualTo("Subject: s\r\n\r\n".length() + 50 * 22);
    }

    /** However the bytes come in, what goes out is what Angus' own stream makes of them. */
    @Test
    void linesAreThoseOfAngus() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "\r\r\n\nab".charAt(random.nextInt(6));
            }
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (CRLFOutputStream angus = new CRLFOutputStream(expected)) {
                angus.write(bytes);
            }
            ByteArrayOutputStream actual = new ByteArrayOutputStream();
            try (CrlfOutput ours = new CrlfOutput(actual, 1000)) {
                for (int at = 0; at < bytes.length; ) {
                    int count = Math.min(bytes.length - at, 1 + random.nextInt(7));
                    if (count == 1) {
                        ours.write(bytes[at]);
                    } else {
                        ours.write(bytes, at, count);
                    }
                    at += count;
                }
            }
            assertThat(actual.toByteArray()).as("%d", round).isEqualTo(expected.toByteArray());
        }
    }
}
