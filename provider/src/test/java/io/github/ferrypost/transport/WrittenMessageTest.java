package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WrittenMessageTest {
    private static final String TEXT = "From: a@x.example\r\nSubject: s\r\n\r\n" + "0123456789\r\n".repeat(1000);

    private static MimeMessage message(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String read(WrittenMessage written) throws IOException {
        try (InputStream stream = written.bytes().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("ferrypost.*\\.eml"))
                    .toList();
        }
    }

    @Test
    void smallOnesStayInMemory() throws Exception {
        List<Path> before = files();
        try (WrittenMessage written = WrittenMessage.of(message(TEXT))) {
            assertThat(read(written)).isEqualTo(TEXT);
            assertThat(written.bytes().size()).isEqualTo(TEXT.length());
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void largeOnesGoToAFileOfTheirOwnerAndAreGoneAfterwards() throws Exception {
        List<Path> before = files();
        try (WrittenMessage written = WrittenMessage.of(message(TEXT), 100)) {
            assertThat(read(written)).isEqualTo(TEXT);
            assertThat(read(written)).as("again").isEqualTo(TEXT);
            assertThat(written.bytes().size()).isEqualTo(TEXT.length());
            List<Path> now =
                    files().stream().filter(file -> !before.contains(file)).toList();
            assertThat(now).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(now.get(0))))
                    .isEqualTo("rw-------");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aMessageThatBreaksOffLeavesNoFile() throws Exception {
        List<Path> before = files();
        MimeMessage broken = new MimeMessage(message(TEXT)) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) throws IOException {
                out.write(new byte[500]);
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> WrittenMessage.of(broken, 100)).isInstanceOf(IOException.class);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void theLastLineEndsInCrlf() throws Exception {
        try (WrittenMessage written = WrittenMessage.of(message("Subject: s\n\nend"))) {
            assertThat(read(written)).isEqualTo("Subject: s\r\n\r\nend\r\n");
        }
    }
}
