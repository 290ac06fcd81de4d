package io.github.ferrypost.bridge.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void theyAreKeptForTheCommandAndForTheNextStart() throws IOException {
        Attempts attempts = new Attempts(Optional.of(folder), CLOCK);
        attempts.add("office", "192.168.10.7", "MFP", "scanner", "a@printer.local", "TLSv1.2");
        attempts.add("office", "192.168.10.8", "\u001b[31m\u202e", "", "", "none");
        attempts.add("office", "192.168.10.7", "MFP", "scanner", "a@printer.local", "TLSv1.2");
        attempts.save();

        List<Attempt> saved = Attempts.read(folder);
        assertThat(saved).isEqualTo(attempts.all()).hasSize(2);
        assertThat(saved.get(0).count()).isEqualTo(2);
        assertThat(saved.get(0).sender()).isEqualTo("a@printer.local");
        assertThat(saved.get(1).helo()).doesNotContain("\u001b").doesNotContain("\u202e");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("attempts.jsonl"))))
                .isEqualTo("rw-------");
        assertThat(new Attempts(Optional.of(folder), CLOCK).all()).isEqualTo(saved);
    }

    @Test
    void numberAndLengthAreLimitedWhateverClientsTry() {
        Attempts attempts = new Attempts(Optional.empty(), CLOCK);
        for (int i = 0; i < Attempts.MOST + 50; i++) {
            attempts.add("office", "192.168.10.7", "x" + i, "l".repeat(5_000), "s".repeat(5_000), "none");
        }
        assertThat(attempts.all()).hasSize(Attempts.MOST).allSatisfy(attempt -> {
            assertThat(attempt.login()).hasSize(Attempts.LONGEST);
            assertThat(attempt.sender()).hasSize(Attempts.LONGEST);
        });
        assertThat(attempts.all().get(0).helo()).isEqualTo("x" + (Attempts.MOST + 49));
    }

    @Test
    void aDamagedFileIsForgotten() throws IOException {
        Files.writeString(folder.resolve("attempts.jsonl"), "{\"listener\":\n");
        assertThat(new Attempts(Optional.of(folder), CLOCK).all()).isEmpty();
        Files.writeString(folder.resolve("attempts.jsonl"), "{\"listener\":\"a\",\"first\":\"soon\"}\n");
        assertThat(new Attempts(Optional.of(folder), CLOCK).all()).isEmpty();
    }

    @Test
    void theSettingsThatMakeADeviceOfAClient() {
        Attempts attempts = new Attempts(Optional.empty(), CLOCK);
        attempts.add("office", "192.168.10.7", "MFP-2.printer.local", "", "b@printer.local", "none");
        attempts.add("office", "192.168.10.7", "MFP-2.printer.local", "", "a@printer.local", "none");
        assertThat(Suggestion.lines(attempts.all()))
                .containsExactly(
                        "ferrypost.bridge.device.mfp-2.address=192.168.10.7",
                        "ferrypost.bridge.device.mfp-2.listener=office",
                        "ferrypost.bridge.device.mfp-2.senders=a@printer.local, b@printer.local");
        attempts.add("office", "192.168.10.8", "[192.168.10.8]", "", "", "none");
        assertThat(Suggestion.lines(attempts.all().subList(0, 1)))
                .containsExactly(
                        "ferrypost.bridge.device.device-192-168-10-8.address=192.168.10.8",
                        "ferrypost.bridge.device.device-192-168-10-8.listener=office");
    }
}
