package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N11: a bounce reaches a person, or the message is dead with an alert; nothing vanishes as "delivered". */
@Timeout(60)
class BounceRecipientsTest {
    private static final String ADMIN = "admin@contoso.example";
    private static final Status NOT_YOURS =
            Status.never(FailureScope.MESSAGE, Reply.of(550, "5.7.60", "ErrorSendAsDenied"));
    private static final Status UNKNOWN = Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "Unknown"));

    @TempDir
    private Path folder;

    private final List<Submission> bounces = new CopyOnWriteArrayList<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private QueueLife queue(Map<String, String> more) throws Exception {
        return new QueueLife(folder, Duration.ofDays(2), Duration.ZERO, more).warm();
    }

    /** Microsoft accepts bounces, wherever they go, and answers so to everything else. */
    private void answer(QueueLife queue, Status status) {
        queue.answersBounces(mail -> {
            bounces.add(mail);
            texts.add(text(mail));
            return QueueLife.all(mail, QueueLife.SENT);
        });
        queue.answers(status);
    }

    /** A bounce that is sent is no longer in the spool. */
    private static String text(Submission mail) {
        try (InputStream in = mail.message().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scanner@local, 5.1.1, admin@contoso.example",
        "scanner@local, 5.7.60, admin@contoso.example",
        "shop@elsewhere.example, 5.7.60, admin@contoso.example",
        "shop@elsewhere.example, 5.1.1, shop@elsewhere.example admin@contoso.example",
        "erp@contoso.example, 5.7.60, erp@contoso.example",
        "erp@contoso.example, 5.1.1, erp@contoso.example",
        "sales@brand.example, 5.7.60, sales@brand.example",
    })
    void N11_theAlertAddressGetsWhatTheSenderMayNot(String sender, String code, String to) throws Exception {
        try (QueueLife queue =
                queue(Map.of("ferrypost.alert.mail", ADMIN, "ferrypost.senders", "brand.example, one@else.example"))) {
            answer(queue, code.equals("5.1.1") ? UNKNOWN : NOT_YOURS);
            queue.sendAs(sender, "a@example.org");
            queue.untilIdle();
            assertThat(bounces).hasSize(1);
            assertThat(bounces.get(0).envelope().recipients()).containsExactly(to.split(" ", -1));
            assertThat(texts.get(0)).contains("To: <" + to.split(" ", -1)[0] + ">");
            assertThat(queue.entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner@local", "shop@elsewhere.example"})
    void N11_withoutAnAlertAddressItIsDead(String sender) throws Exception {
        try (QueueLife queue = queue(Map.of())) {
            answer(queue, NOT_YOURS);
            queue.sendAs(sender, "a@example.org");
            queue.untilIdle();
            assertThat(bounces).isEmpty();
            assertThat(queue.only().state()).isEqualTo(State.DEAD);
        }
    }

    @Test
    void N11_aBounceThatIsRefusedGoesToTheAlertAddressOnceAndThenIsDead() throws Exception {
        try (QueueLife queue = queue(Map.of("ferrypost.alert.mail", ADMIN))) {
            queue.answers(UNKNOWN);
            queue.answersBounces(mail -> {
                bounces.add(mail);
                return QueueLife.all(mail, UNKNOWN);
            });
            queue.sendAs("erp@contoso.example", "a@example.org");
            queue.untilIdle();
            assertThat(bounces)
                    .extracting(mail -> mail.envelope().recipients())
                    .containsExactly(List.of("erp@contoso.example"), List.of(ADMIN));
            assertThat(queue.only().state()).isEqualTo(State.DEAD);
        }
    }
}
