package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FairnessTest {
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

    private void store(String account, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            spool.store(Mail.small(account, clock.instant()));
        }
    }

    private static Map<String, Integer> byAccount(List<Claim> claims) {
        Map<String, Integer> counts = new TreeMap<>();
        claims.forEach(claim -> counts.merge(claim.entry().account(), 1, Integer::sum));
        return counts;
    }

    @Test
    void oneLongQueueTakesNoMoreThanItsShare() throws Exception {
        store("newsletter", 50);
        store("", 2);
        store("sales", 2);
        assertThat(byAccount(spool.claim(6, account -> 10, LEASE)))
                .isEqualTo(Map.of("", 2, "newsletter", 2, "sales", 2));
    }

    @Test
    void whatOthersDoNotNeedIsNotLeftUnused() throws Exception {
        store("newsletter", 50);
        store("sales", 1);
        assertThat(byAccount(spool.claim(10, account -> 10, LEASE))).isEqualTo(Map.of("newsletter", 9, "sales", 1));
    }

    @Test
    void oneAtATimeGoesRoundTheAccounts() throws Exception {
        for (String account : List.of("a", "b", "c")) {
            store(account, 3);
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            order.add(spool.claim(1, account -> 1, LEASE).get(0).entry().account());
        }
        assertThat(order).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void blockedMailboxSlowsNoOther() throws Exception {
        store("blocked", 200);
        store("sales", 3);
        assertThat(byAccount(spool.claim(10, account -> account.equals("blocked") ? 0 : 10, LEASE)))
                .isEqualTo(Map.of("sales", 3));
    }

    @Test
    void roomOfAnAccountIsKept() throws Exception {
        store("sales", 10);
        store("support", 10);
        assertThat(byAccount(spool.claim(20, account -> account.equals("sales") ? 3 : 4, LEASE)))
                .isEqualTo(Map.of("sales", 3, "support", 4));
    }

    @Test
    void newMailAndOldMailAlternate() throws Exception {
        store("sales", 4);
        for (Claim claim : spool.claim(4, account -> 4, LEASE)) {
            spool.settle(claim, Settlement.retryAt(clock.instant(), Map.of()));
        }
        clock.advance(Duration.ofMinutes(1));
        store("sales", 4);
        List<Integer> tries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            spool.claim(2, account -> 2, LEASE)
                    .forEach(claim -> tries.add(claim.entry().tries()));
        }
        assertThat(tries).as("new mail was served last").containsExactly(2, 1, 2, 1, 2, 1, 2, 1);
    }

    @Test
    void ofEqualMailTheOldestGoesFirst() throws Exception {
        List<EntryId> stored = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stored.add(spool.store(Mail.small("sales", clock.instant())));
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(spool.claim(20, account -> 20, LEASE)).extracting(Claim::id).containsExactlyElementsOf(stored);
    }

    @Test
    void thousandAccountsAreAllServed() throws Exception {
        for (int i = 0; i < 1000; i++) {
            store("account" + i, 1);
        }
        assertThat(byAccount(Mail.claimAll(spool))).hasSize(1000);
    }
}
