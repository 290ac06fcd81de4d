package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.ACCEPTED;
import static io.github.ferrypost.bridge.spool.Mail.IN_DOUBT;
import static io.github.ferrypost.bridge.spool.Mail.LATER;
import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static io.github.ferrypost.bridge.spool.Mail.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.sandbox.MutableClock;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");
    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = Spool.openToDeliver(directory.resolve("spool"), clock);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    private void reopen() throws Exception {
        spool.close();
        open();
    }

    private Claim claimOne() throws Exception {
        List<Claim> claims = spool.claim(10, account -> 10, LEASE);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private Entry only() throws Exception {
        List<Entry> all = spool.list(Filter.ALL, Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                5_000,
                EntryWriter.CHUNK - 1,
                EntryWriter.CHUNK,
                EntryWriter.CHUNK + 1,
                2 * EntryWriter.CHUNK,
                3_000_000
            })
    void bodyComesBackByteForByteAfterReopening(int size) throws Exception {
        byte[] body = Mail.body(size, size);
        EntryId id = spool.store(Mail.to("sales", body, clock.instant(), "a@fabrikam.example"));
        reopen();
        Claim claim = claimOne();
        assertThat(claim.id()).isEqualTo(id);
        assertThat(claim.message().size()).isEqualTo(size);
        assertThat(Mail.read(claim.message())).isEqualTo(body);
        assertThat(Mail.read(claim.message())).as("read again").isEqualTo(body);
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        assertThat(spool.export(id, exported)).isTrue();
        assertThat(exported.toByteArray()).isEqualTo(body);
    }

    @Test
    void allThatWasGivenComesBack() throws Exception {
        Instant arrived = clock.instant().minusSeconds(20);
        Instant due = clock.instant().plusSeconds(60);
        NewEntry incoming = Mail.to(
                        "sales",
                        new byte[] {1},
                        arrived,
                        "ok@x.example",
                        "later@x.example",
                        "never@x.example",
                        "jürgen@bücher.example",
                        "ok@x.example")
                .withFirstTry(
                        Map.of("ok@x.example", ACCEPTED, "later@x.example", IN_DOUBT, "never@x.example", NEVER), 1, due)
                .withClient(new SubmittingClient("erp", "127.0.0.1"))
                .withDsn(Map.of("ENVID", "a+b=&c", "RET", "HDRS"))
                .withNotes(Map.of("draft", "AAMk="));
        EntryId id = spool.store(incoming);
        reopen();

        Entry entry = spool.show(id).orElseThrow();
        assertThat(entry.state()).isEqualTo(State.QUEUED);
        assertThat(entry.account()).isEqualTo("sales");
        assertThat(entry.sender()).isEqualTo("sender@contoso.example");
        assertThat(entry.arrivedAt()).isEqualTo(arrived);
        assertThat(entry.due()).isEqualTo(due);
        assertThat(entry.tries()).isEqualTo(1);
        assertThat(entry.client()).isEqualTo(new SubmittingClient("erp", "127.0.0.1"));
        assertThat(entry.size()).isEqualTo(1);
        assertThat(entry.inDoubt()).isTrue();
        assertThat(entry.dsn()).isEqualTo(Map.of("ENVID", "a+b=&c", "RET", "HDRS"));
        assertThat(entry.recipients())
                .extracting(Recipient::address, Recipient::last, Recipient::isOpen)
                .containsExactly(
                        tuple("ok@x.example", Optional.of(ACCEPTED), false),
                        tuple("later@x.example", Optional.of(IN_DOUBT), true),
                        tuple("never@x.example", Optional.of(NEVER), false),
                        tuple("jürgen@bücher.example", Optional.empty(), true),
                        tuple("ok@x.example", Optional.of(ACCEPTED), false));
        assertThat(entry.recipients().get(0).triedAt()).contains(clock.instant());
        assertThat(entry.open())
                .contains(Envelope.of("sender@contoso.example", List.of("later@x.example", "jürgen@bücher.example")));
        assertThat(entry.unreported()).extracting(Recipient::address).containsExactly("never@x.example");
        assertThat(spool.notes(id)).isEqualTo(Map.of("draft", "AAMk="));
    }

    @Test
    void entryWaitsUntilItIsDue() throws Exception {
        spool.store(Mail.small("sales", clock.instant()).withDue(clock.instant().plusSeconds(60)));
        assertThat(spool.claim(10, account -> 10, LEASE)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(claimOne().entry().tries()).isEqualTo(1);
    }

    @Test
    void claimedEntryIsNotClaimedTwice() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        claimOne();
        assertThat(spool.claim(10, account -> 10, LEASE)).isEmpty();
        assertThat(only().state()).isEqualTo(State.CLAIMED);
    }

    @Test
    void settledAsDoneNothingIsLeft() throws Exception {
        EntryId id = spool.store(Mail.small("sales", clock.instant()).withNotes(Map.of("draft", "1")));
        assertThat(spool.settle(claimOne(), Settlement.done())).isTrue();
        assertThat(spool.show(id)).isEmpty();
        assertThat(spool.notes(id)).isEmpty();
        assertThat(spool.export(id, new ByteArrayOutputStream())).isFalse();
        assertThat(Rows.of(directory.resolve("spool"))).isEqualTo(Map.of());
    }

    @Test
    void settledForLaterItKeepsEachRecipientsStatusAndComesBackWhenDue() throws Exception {
        spool.store(Mail.to("sales", new byte[9], clock.instant(), "a@x.example", "b@x.example", "c@x.example"));
        Instant due = clock.instant().plusSeconds(300);
        spool.settle(
                claimOne(),
                Settlement.retryAt(due, Map.of("a@x.example", ACCEPTED, "b@x.example", LATER, "c@x.example", NEVER)));
        Entry entry = only();
        assertThat(entry.state()).isEqualTo(State.QUEUED);
        assertThat(entry.due()).isEqualTo(due);
        assertThat(entry.inDoubt()).isFalse();
        assertThat(entry.last()).contains(LATER);
        assertThat(entry.open().orElseThrow().recipients()).containsExactly("b@x.example");
        clock.advance(Duration.ofMinutes(5));
        assertThat(claimOne().entry().tries()).isEqualTo(2);
    }

    @Test
    void statusInDoubtMakesTheEntryInDoubtUntilATryIsNot() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        spool.settle(claimOne(), Settlement.retryAt(clock.instant(), Map.of("a@fabrikam.example", IN_DOUBT)));
        assertThat(only().inDoubt()).isTrue();
        spool.settle(claimOne(), Settlement.retryAt(clock.instant(), Map.of("a@fabrikam.example", LATER)));
        assertThat(only().inDoubt()).isFalse();
    }

    @Test
    void reportIsStoredWithTheSettlementAndTheRefusedCountAsReported() throws Exception {
        spool.store(Mail.to("sales", new byte[9], clock.instant(), "a@x.example", "b@x.example"));
        byte[] text = Mail.body(2 * EntryWriter.CHUNK + 5, 3);
        NewEntry report = Mail.to("sales", text, clock.instant(), "sender@contoso.example");
        Claim claim = claimOne();
        Settlement settlement = Settlement.retryAt(
                        clock.instant().plusSeconds(900), Map.of("a@x.example", NEVER, "b@x.example", LATER))
                .reporting(report);
        assertThat(spool.settle(claim, settlement)).isTrue();
        assertThat(spool.show(claim.id()).orElseThrow().unreported()).isEmpty();
        Claim bounce = claimOne();
        assertThat(bounce.entry().open().orElseThrow().recipients()).containsExactly("sender@contoso.example");
        assertThat(Mail.read(bounce.message())).isEqualTo(text);

        assertThat(spool.settle(claim, settlement)).as("a claim settles once").isFalse();
        assertThat(spool.stats().count()).isEqualTo(2);
    }

    @Test
    void deadEntryIsKeptAndNotTried() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        spool.settle(claimOne(), Settlement.dead("nobody to tell", Map.of("a@fabrikam.example", NEVER)));
        clock.advance(Duration.ofDays(30));
        assertThat(spool.claim(10, account -> 10, LEASE)).isEmpty();
        assertThat(only().state()).isEqualTo(State.DEAD);
        assertThat(only().reason()).isEqualTo("nobody to tell");
    }

    @Test
    void expiredLeaseReturnsTheEntryInDoubtAndItsClaimIsOver() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        Claim lost = claimOne();
        clock.advance(LEASE);
        Claim second = claimOne();
        assertThat(second.entry().inDoubt()).isTrue();
        assertThat(second.entry().tries()).isEqualTo(2);
        assertThat(spool.renew(lost, LEASE)).isFalse();
        assertThat(spool.settle(lost, Settlement.done())).isFalse();
        assertThat(spool.settle(second, Settlement.done())).isTrue();
    }

    @Test
    void renewedLeaseHoldsLonger() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        Claim claim = claimOne();
        clock.advance(LEASE.minusSeconds(1));
        assertThat(spool.renew(claim, LEASE)).isTrue();
        clock.advance(LEASE.minusSeconds(1));
        assertThat(spool.claim(10, account -> 10, LEASE)).isEmpty();
        assertThat(spool.settle(claim, Settlement.done())).isTrue();
    }

    @Test
    void nextLifeNeedNotWaitForLeases() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        claimOne();
        reopen();
        assertThat(claimOne().entry().inDoubt()).isTrue();
    }

    @Test
    void onlyOneDeliversButOthersMayLook() throws Exception {
        spool.store(Mail.small("sales", clock.instant()));
        claimOne();
        assertThatThrownBy(() -> Spool.openToDeliver(directory.resolve("spool"), clock))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("another bridge");
        try (Spool beside = Spool.open(directory.resolve("spool"), clock)) {
            assertThat(beside.list(Filter.ALL, Optional.empty(), 10))
                    .extracting(Entry::state)
                    .containsExactly(State.CLAIMED);
        }
    }

    @Test
    void noteIsReplacedAndNoneIsKeptForAnEntryThatIsGone() throws Exception {
        EntryId id = spool.store(Mail.small("sales", clock.instant()));
        assertThat(spool.putNote(id, "draft", "1")).isTrue();
        assertThat(spool.putNote(id, "draft", "2")).isTrue();
        reopen();
        assertThat(spool.notes(id)).isEqualTo(Map.of("draft", "2"));
        spool.remove(id);
        assertThat(spool.putNote(id, "draft", "3")).isFalse();
    }

    @Test
    void spoolIsReadableByItsOwnerOnly() throws Exception {
        Path spoolDirectory = directory.resolve("spool");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spoolDirectory)))
                .isEqualTo("rwx------");
        for (String file : List.of("spool.db", "spool.db-wal")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spoolDirectory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void spoolOfANewerProgramIsRefused() throws Exception {
        spool.close();
        Rows.run(directory.resolve("spool"), "UPDATE spool SET version = 99");
        assertThatThrownBy(this::open).isInstanceOf(SpoolException.class).hasMessageContaining("version 99");
        Rows.run(directory.resolve("spool"), "UPDATE spool SET version = " + Sql.VERSION);
        open();
    }

    @Test
    void closedSpoolRefuses() {
        spool.close();
        assertThatThrownBy(() -> spool.store(Mail.small("sales", clock.instant())))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void idIsTypedAsItIsPrinted() throws Exception {
        EntryId id = spool.store(Mail.small("sales", clock.instant()));
        assertThat(EntryId.parse(id.toString())).contains(id);
        assertThat(EntryId.parse("no id!")).isEmpty();
        assertThat(spool.store(Mail.small("sales", clock.instant()))).isGreaterThan(id);
    }

    @Test
    void whatAsksAfterTheEndMakesNoNewDatabase() throws Exception {
        spool.close();
        Files.delete(directory.resolve("spool/spool.db"));
        assertThatThrownBy(spool::stats).isInstanceOf(SpoolException.class).hasMessageContaining("closed");
        assertThat(directory.resolve("spool/spool.db")).doesNotExist();
    }
}
