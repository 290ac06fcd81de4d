package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LATER;
import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static io.github.ferrypost.bridge.spool.Mail.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code queue} command's spool beside the bridge's, on the same files. */
class OperatorTest {
    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");
    private Spool bridge;
    private Spool queue;

    @BeforeEach
    void open() throws Exception {
        bridge = Spool.openToDeliver(directory, clock);
        queue = Spool.open(directory, clock);
    }

    @AfterEach
    void close() {
        queue.close();
        bridge.close();
    }

    private Optional<Claim> claim() throws Exception {
        return bridge.claim(1, account -> 1, LEASE).stream().findFirst();
    }

    private State state(EntryId id) throws Exception {
        return bridge.show(id).orElseThrow().state();
    }

    @Test
    void heldEntryIsNotTriedUntilReleased() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        assertThat(queue.hold(id, "by the operator")).contains(State.QUEUED);
        assertThat(claim()).isEmpty();
        assertThat(queue.show(id).orElseThrow().reason()).isEqualTo("by the operator");
        assertThat(queue.release(id)).contains(State.HELD);
        assertThat(claim()).isPresent();
    }

    @Test
    void entryHeldDuringATryStaysHeldWhenTheTryFails() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        Claim claim = claim().orElseThrow();
        assertThat(queue.hold(id, "wait")).contains(State.CLAIMED);
        assertThat(bridge.renew(claim, LEASE)).isTrue();
        assertThat(bridge.settle(claim, Settlement.retryAt(clock.instant(), Map.of("a@fabrikam.example", LATER))))
                .isTrue();
        assertThat(state(id)).isEqualTo(State.HELD);
        assertThat(bridge.show(id).orElseThrow().last()).contains(LATER);
        assertThat(claim()).isEmpty();
    }

    @Test
    void entryHeldDuringATryGoesWhenTheTryDelivers() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        Claim claim = claim().orElseThrow();
        queue.hold(id, "wait");
        assertThat(bridge.settle(claim, Settlement.done())).isTrue();
        assertThat(bridge.show(id)).isEmpty();
    }

    @Test
    void entryHeldAndReleasedDuringATryIsNotTriedTwice() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        Claim claim = claim().orElseThrow();
        queue.hold(id, "wait");
        queue.release(id);
        assertThat(state(id)).isEqualTo(State.CLAIMED);
        assertThat(claim()).isEmpty();
        assertThat(bridge.settle(claim, Settlement.done())).isTrue();
    }

    @Test
    void entryReleasedAfterItsLeaseHasRunOutIsInDoubt() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        Claim lost = claim().orElseThrow();
        queue.hold(id, "wait");
        clock.advance(LEASE);
        queue.release(id);
        assertThat(claim().orElseThrow().entry().inDoubt()).isTrue();
        assertThat(bridge.settle(lost, Settlement.done())).isFalse();
    }

    @Test
    void removedEntryIsGoneWithAllItHad() throws Exception {
        EntryId id = bridge.store(Mail.to("sales", new byte[9], clock.instant(), "a@x.example", "b@x.example")
                .withNotes(Map.of("draft", "1")));
        assertThat(queue.remove(id)).contains(State.QUEUED);
        assertThat(queue.remove(id)).isEmpty();
        assertThat(claim()).isEmpty();
        assertThat(Rows.of(directory)).isEqualTo(Map.of());
    }

    @Test
    void entryRemovedDuringATryCannotBeReadOnAndItsSettlementFindsNothing() throws Exception {
        byte[] body = Mail.body(4 * EntryWriter.CHUNK, 1);
        EntryId id = bridge.store(Mail.to("sales", body, clock.instant(), "a@fabrikam.example"));
        Claim claim = claim().orElseThrow();
        try (InputStream in = claim.message().open()) {
            assertThat(in.readNBytes(10)).hasSize(10);
            assertThat(queue.remove(id)).contains(State.CLAIMED);
            Awaitility.await().until(() -> Rows.of(directory).isEmpty());
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("removed");
        }
        Settlement bounced = Settlement.retryAt(clock.instant(), Map.of("a@fabrikam.example", NEVER))
                .reporting(Mail.small("sales", clock.instant()));
        assertThat(bridge.settle(claim, bounced)).isFalse();
        assertThat(bridge.stats().count()).isZero();
    }

    @Test
    void retriedNowItIsDueAtOnce() throws Exception {
        EntryId id = bridge.store(
                Mail.small("sales", clock.instant()).withDue(clock.instant().plus(Duration.ofHours(1))));
        assertThat(claim()).isEmpty();
        assertThat(queue.retryNow(id)).contains(State.QUEUED);
        assertThat(claim()).isPresent();
    }

    @Test
    void retriedNowAHeldEntryIsReleased() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        queue.hold(id, "wait");
        assertThat(queue.retryNow(id)).contains(State.HELD);
        assertThat(claim()).isPresent();
    }

    @Test
    void retriedNowADeadEntryTriesTheRefusedRecipientsAgain() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        bridge.settle(claim().orElseThrow(), Settlement.dead("nobody to tell", Map.of("a@fabrikam.example", NEVER)));
        assertThat(queue.show(id).orElseThrow().open()).isEmpty();
        assertThat(queue.retryNow(id)).contains(State.DEAD);
        assertThat(claim().orElseThrow().entry().open()).isPresent();
    }

    @Test
    void retriedNowAClaimedEntryStaysClaimed() throws Exception {
        EntryId id = bridge.store(Mail.small("sales", clock.instant()));
        Claim claim = claim().orElseThrow();
        assertThat(queue.retryNow(id)).contains(State.CLAIMED);
        assertThat(claim()).isEmpty();
        assertThat(bridge.settle(claim, Settlement.done())).isTrue();
    }

    @Test
    void nothingIsKnownOfAnEntryThatIsNotThere() throws Exception {
        EntryId unknown = new EntryId(4711);
        assertThat(queue.hold(unknown, "")).isEmpty();
        assertThat(queue.release(unknown)).isEmpty();
        assertThat(queue.retryNow(unknown)).isEmpty();
        assertThat(queue.show(unknown)).isEmpty();
    }

    @Test
    void listIsPagedInTheOrderOfArrival() throws Exception {
        List<EntryId> stored = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            stored.add(bridge.store(Mail.small("sales", clock.instant())));
        }
        List<EntryId> listed = new ArrayList<>();
        Optional<EntryId> last = Optional.empty();
        List<Entry> page = queue.list(Filter.ALL, last, 10);
        while (!page.isEmpty()) {
            page.forEach(entry -> listed.add(entry.id()));
            last = Optional.of(listed.get(listed.size() - 1));
            page = queue.list(Filter.ALL, last, 10);
        }
        assertThat(listed).isEqualTo(stored);
    }

    @Test
    void listIsFilteredByStateAccountAndAddress() throws Exception {
        EntryId plain = bridge.store(Mail.to("sales", new byte[1], clock.instant(), "Anna_1@x.example"));
        EntryId held = bridge.store(Mail.to("sales", new byte[1], clock.instant(), "annax1@x.example"));
        EntryId other = bridge.store(Mail.to("support", new byte[1], clock.instant(), "b@x.example"));
        queue.hold(held, "");
        assertThat(ids(Filter.ALL.withState(State.HELD))).containsExactly(held);
        assertThat(ids(Filter.ALL.withAccount("support"))).containsExactly(other);
        assertThat(ids(Filter.ALL.withAddress("anna_"))).as("no wildcards").containsExactly(plain);
        assertThat(ids(Filter.ALL.withAddress("SENDER@contoso"))).containsExactly(plain, held, other);
        assertThat(ids(Filter.ALL.withAccount("sales").withState(State.QUEUED).withAddress("x.example")))
                .containsExactly(plain);
    }

    private List<EntryId> ids(Filter filter) throws Exception {
        return queue.list(filter, Optional.empty(), 100).stream().map(Entry::id).toList();
    }

    @Test
    void statsCountByStateAndAccountAndKnowTheOldest() throws Exception {
        Instant start = clock.instant();
        EntryId first = bridge.store(Mail.small("sales", start));
        clock.advance(Duration.ofHours(1));
        bridge.store(Mail.small("sales", clock.instant()));
        bridge.store(Mail.small("support", clock.instant()));
        queue.hold(first, "");
        Stats stats = queue.stats();
        assertThat(stats.count(State.HELD)).isEqualTo(1);
        assertThat(stats.count(State.QUEUED)).isEqualTo(2);
        assertThat(stats.count(State.DEAD)).isZero();
        assertThat(stats.count()).isEqualTo(3);
        assertThat(stats.oldest(State.HELD)).contains(start);
        assertThat(stats.oldest(State.QUEUED)).contains(clock.instant());
        assertThat(stats.oldest(State.DEAD)).isEmpty();
    }
}
