package io.github.ferrypost.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.SubmittingClient;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Mail that lies in a spool, in any state, as a bridge would have left it. */
final class QueuedMail implements AutoCloseable {
    static final String FROM = "noreply@contoso.example";
    static final String TO = "a@fabrikam.example";
    static final byte[] MESSAGE = "Subject: Hello\r\n\r\nHello \u0000\r\n".getBytes(US_ASCII);
    static final Status LATER = Status.later(
            FailureScope.MAILBOX,
            Reply.of(451, "4.3.2", "ApplicationThrottled")
                    .withDetail("request-id 4711")
                    .withRemedy("Wait, it is tried again."));
    static final Status NEVER = Status.never(
            FailureScope.RECIPIENT,
            Reply.of(550, "5.1.1", "ErrorInvalidRecipients").withRemedy("Check the address."));

    private final Path folder;
    private final Spool bridge;

    QueuedMail(Path folder) throws Exception {
        this.folder = folder;
        this.bridge = Spool.openToDeliver(folder, Clock.systemUTC());
    }

    Spool spool() {
        return bridge;
    }

    EntryId store(String account, String from, String... to) throws Exception {
        return bridge.store(mail(account, from, to));
    }

    private static NewEntry mail(String account, String from, String... to) {
        return NewEntry.of(account, Envelope.of(from, List.of(to)), ByteSource.of(MESSAGE), Instant.now())
                .withClient(new SubmittingClient("scanner", "127.0.0.1"));
    }

    /** Tried once, and due in an hour. */
    EntryId tried(Status status) throws Exception {
        EntryId id = store("sales", FROM, TO);
        bridge.settle(claim(id), Settlement.retryAt(inAnHour(), Map.of(TO, status)));
        return id;
    }

    static Instant inAnHour() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    Claim claim(EntryId id) throws Exception {
        return bridge.claim(100, account -> 100, Duration.ofMinutes(5)).stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    EntryId in(State state) throws Exception {
        EntryId id = switch (state) {
            case QUEUED -> tried(LATER);
            case CLAIMED, HELD, DEAD, CORRUPT -> store("sales", FROM, TO);
        };
        switch (state) {
            case QUEUED -> {}
            case CLAIMED -> claim(id);
            case HELD -> bridge.hold(id, "wait for Monday");
            case DEAD -> bridge.settle(claim(id), Settlement.dead("sender not notified", Map.of(TO, NEVER)));
            case CORRUPT -> corrupt(id);
        }
        return id;
    }

    /** As a fault of the disk would. */
    private void corrupt(EntryId id) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("spool.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE entry SET size = size + 1 WHERE id = " + id.value());
        }
        bridge.claim(100, account -> 100, Duration.ofMinutes(5));
    }

    @Override
    public void close() {
        bridge.close();
    }
}
