package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {
    private static final byte[] MARK = "a body that is looked for in the file".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");
    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = Spool.openToDeliver(directory, clock);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    private EntryId store(byte[] body) throws Exception {
        return spool.store(Mail.to("sales", body, clock.instant(), "a@fabrikam.example"));
    }

    /** Reads what can be claimed: the good one comes whole, the bad one is set aside. */
    private void expectSetAside(EntryId bad, EntryId good, byte[] goodBody) throws Exception {
        for (Claim claim : spool.claim(10, account -> 10, LEASE)) {
            if (claim.id().equals(bad)) {
                assertThatThrownBy(() -> Mail.read(claim.message())).isInstanceOf(CorruptEntryException.class);
                assertThat(spool.settle(claim, Settlement.retryAt(clock.instant(), Map.of())))
                        .isTrue();
            } else {
                assertThat(Mail.read(claim.message())).isEqualTo(goodBody);
                assertThat(spool.settle(claim, Settlement.done())).isTrue();
            }
        }
        assertThat(spool.show(good)).as("the others flow").isEmpty();
        Entry entry = spool.show(bad).orElseThrow();
        assertThat(entry.state()).isEqualTo(State.CORRUPT);
        assertThat(entry.reason()).isNotEmpty();
        assertThat(spool.claim(10, account -> 10, LEASE)).isEmpty();
        assertThat(spool.stats().count(State.CORRUPT)).isEqualTo(1);
    }

    @Test
    void bytesFlippedInTheFileAreFoundAndTheOthersFlow() throws Exception {
        byte[] goodBody = Mail.body(300, 1);
        EntryId bad = store(MARK);
        EntryId good = store(goodBody);
        spool.close();
        Path file = directory.resolve("spool.db");
        byte[] bytes = Files.readAllBytes(file);
        int flipped = 0;
        for (int i = 0; i <= bytes.length - MARK.length; i++) {
            if (Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
                bytes[i + 5] ^= 1;
                flipped++;
            }
        }
        assertThat(flipped).isPositive();
        Files.write(file, bytes);
        open();
        expectSetAside(bad, good, goodBody);
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        assertThatThrownBy(() -> spool.export(bad, left)).isInstanceOf(CorruptEntryException.class);
        assertThat(left.toByteArray()).as("what is left can be exported").hasSize(MARK.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE chunk SET bytes = zeroblob(262144) WHERE position = 1 AND body = ",
                "UPDATE chunk SET bytes = substr(bytes, 2) WHERE position = 2 AND body = ",
                "UPDATE chunk SET bytes = x'' WHERE position = 2 AND body = ",
                "DELETE FROM chunk WHERE position = 1 AND body = ",
                "UPDATE recipient SET address = 'b@fabrikam.example' WHERE entry = ",
                "DELETE FROM recipient WHERE entry = ",
                "UPDATE entry SET sender = 'somebody@else.example' WHERE id = ",
                "UPDATE entry SET account = 'support' WHERE id = ",
                "UPDATE entry SET size = size + 1 WHERE id = ",
                "UPDATE entry SET sha256 = 'abc' WHERE id = "
            })
    void whateverIsNotAsItWasStoredSetsTheEntryAside(String damage) throws Exception {
        byte[] goodBody = Mail.body(3 * EntryWriter.CHUNK, 1);
        EntryId bad = store(Mail.body(3 * EntryWriter.CHUNK, 2));
        EntryId good = store(goodBody);
        Rows.run(directory, damage + bad.value());
        expectSetAside(bad, good, goodBody);
    }

    @Test
    void pageThatTheEngineCannotReadKeepsNoOtherEntryFromBeingSent() throws Exception {
        String[] recipients = new String[3000];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = "recipient" + i + "@fabrikam.example";
        }
        EntryId bad = spool.store(Mail.to("sales", new byte[9], clock.instant(), recipients));
        byte[] goodBody = Mail.body(300, 1);
        EntryId good = store(goodBody);
        spool.close();
        spoilPageWith("recipient1500@fabrikam.example");
        open();
        for (Claim claim : spool.claim(10, account -> 10, LEASE)) {
            assertThat(claim.id()).isEqualTo(good);
            assertThat(Mail.read(claim.message())).isEqualTo(goodBody);
        }
        assertThat(spool.show(good).orElseThrow().state()).isEqualTo(State.CLAIMED);
        assertThat(spool.stats().count(State.CORRUPT)).isEqualTo(1);
        assertThat(Rows.text(directory, "SELECT id FROM entry WHERE state = 'CORRUPT'"))
                .isEqualTo(String.valueOf(bad.value()));
    }

    private void spoilPageWith(String text) throws Exception {
        Path file = directory.resolve("spool.db");
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        int page = at - at % 4096;
        Arrays.fill(bytes, page, page + 100, (byte) 0xaa);
        Files.write(file, bytes);
    }

    @Test
    void corruptMessageIsNeverCompleteOnTheOtherSide() throws Exception {
        EntryId bad = store(Mail.body(3 * EntryWriter.CHUNK, 2));
        Rows.run(directory, "UPDATE chunk SET bytes = zeroblob(262144) WHERE position = 0 AND body = " + bad.value());
        Claim claim = spool.claim(1, account -> 1, LEASE).get(0);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (InputStream in = claim.message().open()) {
            assertThatThrownBy(() -> in.transferTo(sent)).isInstanceOf(CorruptEntryException.class);
            assertThatThrownBy(in::read)
                    .as("a failed stream does not seem to end well")
                    .isInstanceOf(IOException.class);
        }
        assertThat(sent.size()).isLessThan(3 * EntryWriter.CHUNK);
    }

    @Test
    void corruptEntryStaysAsideWhenItsTryIsGivenUpAndIsCheckedAnewOnRetry() throws Exception {
        EntryId bad = store(Mail.body(500, 2));
        Rows.run(directory, "UPDATE chunk SET bytes = zeroblob(500) WHERE body = " + bad.value());
        Claim claim = spool.claim(1, account -> 1, LEASE).get(0);
        assertThatThrownBy(() -> Mail.read(claim.message())).isInstanceOf(CorruptEntryException.class);
        spool.settle(claim, Settlement.dead("given up", Map.of()));
        assertThat(spool.show(bad).orElseThrow().state()).isEqualTo(State.CORRUPT);
        assertThat(spool.retryNow(bad)).contains(State.CORRUPT);
        List<Claim> again = spool.claim(1, account -> 1, LEASE);
        assertThatThrownBy(() -> Mail.read(again.get(0).message())).isInstanceOf(CorruptEntryException.class);
        assertThat(spool.list(Filter.ALL.withState(State.CORRUPT), Optional.empty(), 9))
                .hasSize(1);
    }

    @Test
    void unreadableStatusOfARecipientMeansItIsTriedAgain() throws Exception {
        EntryId id = store(Mail.body(500, 2));
        Rows.run(
                directory,
                "UPDATE recipient SET verdict = 'NEVER', code = 250, enhanced = 'x' WHERE entry = " + id.value());
        assertThat(spool.claim(1, account -> 1, LEASE).get(0).entry().open()).isPresent();
    }
}
