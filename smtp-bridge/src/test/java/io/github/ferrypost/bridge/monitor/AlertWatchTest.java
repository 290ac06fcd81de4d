package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no attempt reports: an old queue, dead and held mail that an operator has settled, credentials that expire. */
class AlertWatchTest {
    private static final class SetByHand extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** What is open now, and what was raised. */
    private static final class Board implements Alerts {
        private final Set<String> open = new HashSet<>();
        private final List<Alert> raised = new ArrayList<>();

        @Override
        public void raise(Alert alert) {
            raised.add(alert);
            open.add(alert.kind().word() + " " + alert.subject());
        }

        @Override
        public void clear(AlertKind kind, String subject) {
            open.remove(kind.word() + " " + subject);
        }

        @Override
        public void retain(AlertKind kind, Set<String> subjects) {
            open.removeIf(each -> each.startsWith(kind.word() + " ")
                    && !subjects.contains(each.substring(kind.word().length() + 1)));
        }
    }

    @TempDir
    private Path folder;

    private final SetByHand clock = new SetByHand();
    private final Board board = new Board();

    private static Account account(LocalDate expiry) {
        return Account.of(
                        "contoso.example",
                        "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                        Credential.secret("SANDBOXSECRET").expiring(expiry),
                        "noreply@contoso.example")
                .withName("erp");
    }

    private EntryId store(Spool spool) throws Exception {
        byte[] mail = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
        return spool.store(NewEntry.of(
                "erp",
                Envelope.of("a@contoso.example", List.of("b@example.org")),
                ByteSource.of(mail),
                clock.instant()));
    }

    @Test
    void anOldQueueIsReportedOnceAndItsEndToo() throws Exception {
        try (Spool spool = Spool.open(folder, clock)) {
            AlertWatch watch = new AlertWatch(
                    spool,
                    () -> List.of(account(LocalDate.parse("2030-01-01"))),
                    () -> Duration.ofHours(1),
                    board,
                    clock);
            EntryId id = store(spool);
            clock.now = clock.now.plus(Duration.ofMinutes(60));
            watch.look();
            assertThat(board.open).isEmpty();
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            watch.look();
            watch.look();
            assertThat(board.raised).hasSize(1);
            assertThat(board.open).containsExactly("queue-age erp");
            assertThat(board.raised.get(0).line()).contains("has 1 messages", "2026-11-22T10:00:00Z");
            spool.remove(id);
            watch.look();
            assertThat(board.open).isEmpty();
        }
    }

    @Test
    void heldMailIsOverWhenAnOperatorHasSettledIt() throws Exception {
        try (Spool spool = Spool.open(folder, clock)) {
            AlertWatch watch = new AlertWatch(
                    spool,
                    () -> List.of(account(LocalDate.parse("2030-01-01"))),
                    () -> Duration.ofHours(1),
                    board,
                    clock);
            EntryId id = store(spool);
            spool.hold(id, "it may have arrived");
            board.raise(Alert.of(AlertKind.HELD, "erp", "held"));
            watch.look();
            watch.look();
            assertThat(board.open).containsExactly("held erp");
            spool.remove(id);
            watch.look();
            assertThat(board.open)
                    .as("reported, perhaps, while the queue was read")
                    .containsExactly("held erp");
            watch.look();
            assertThat(board.open).isEmpty();
        }
    }

    @Test
    void mailOfAnAccountThatIsGoneIsReportedUntilTheAccountIsBackOrTheMailIsSettled() throws Exception {
        try (Spool spool = Spool.open(folder, clock)) {
            List<Account> accounts = new ArrayList<>(List.of(account(LocalDate.parse("2030-01-01"))));
            AlertWatch watch = new AlertWatch(spool, () -> accounts, () -> Duration.ofHours(1), board, clock);
            EntryId id = store(spool);
            watch.look();
            assertThat(board.open).isEmpty();
            Account erp = accounts.remove(0);
            watch.look();
            watch.look();
            assertThat(board.open).containsExactly("account-missing erp");
            assertThat(board.raised).hasSize(1);
            accounts.add(erp);
            watch.look();
            assertThat(board.open).isEmpty();
            accounts.clear();
            watch.look();
            assertThat(board.open).containsExactly("account-missing erp");
            spool.remove(id);
            watch.look();
            assertThat(board.open).isEmpty();
        }
    }

    @Test
    void aCredentialThatExpiresWithin30DaysIsReportedUntilItIsRenewed() {
        Status signedIn = Status.accepted(Reply.of(235, "2.7.0", "signed in"));
        new ExpiryWatch(() -> List.of(account(LocalDate.parse("2026-12-30"))), any -> signedIn, board, clock).look();
        assertThat(board.open).isEmpty();
        new ExpiryWatch(() -> List.of(account(LocalDate.parse("2026-12-20"))), any -> signedIn, board, clock).look();
        assertThat(board.open).containsExactly("expiry erp");
        assertThat(board.raised.get(0).detail()).contains("the client secret: 2026-12-20");
        new ExpiryWatch(() -> List.of(account(LocalDate.parse("2028-12-20"))), any -> signedIn, board, clock).look();
        assertThat(board.open).isEmpty();
    }
}
