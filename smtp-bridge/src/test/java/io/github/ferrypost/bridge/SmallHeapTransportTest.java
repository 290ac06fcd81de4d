package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail of 149 MB through {@code Transport.send} in a program that has 64 MB of heap: nothing of ours holds it. */
class SmallHeapTransportTest {
    private static final int MESSAGE = 149 << 20;
    /** 57 octets become a line of 78, and a little room for the header. */
    private static final int FILE = (int) ((MESSAGE - 2000L) * 57 / 78);

    @TempDir
    private Path folder;

    static List<String> roads() {
        return Boolean.getBoolean("ferrypost.test.long") ? List.of("graph", "smtp") : List.of("graph");
    }

    @ParameterizedTest
    @MethodSource("roads")
    void aLargeMailNeedsNoLargeHeap(String road) throws Exception {
        Path file = file();
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.roads", road);
            try (Program program = OldSoftware.start(folder, settings, List.of("-Xmx64m"), file)) {
                program.awaitOut("(sent large.bin)");
                assertThat(program.err()).doesNotContain("OutOfMemory");
            }
            assertThat(sandbox.deliveredCount()).isEqualTo(1);
            try (InputStream sent = Files.newInputStream(file);
                    InputStream arrived = attachment(sandbox.delivered().get(0))) {
                assertThat(digest(arrived)).isEqualTo(digest(sent));
            }
        }
    }

    private Path file() throws Exception {
        Path file = folder.resolve("large.bin");
        byte[] block = new byte[1 << 20];
        Random random = new Random(13);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int left = FILE; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        }
        return file;
    }

    private static InputStream attachment(Delivered delivered) throws Exception {
        if (!delivered.attachments().isEmpty()) {
            return new SharedByteArrayInputStream(delivered.attachments().get(0).bytes());
        }
        MimeMessage message =
                new MimeMessage(Session.getInstance(new Properties()), new SharedByteArrayInputStream(delivered.raw()));
        return ((MimeMultipart) message.getContent()).getBodyPart(1).getInputStream();
    }

    private static String digest(InputStream in) throws Exception {
        DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
        digesting.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
}
