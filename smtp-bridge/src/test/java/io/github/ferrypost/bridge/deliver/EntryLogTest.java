package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.SubmittingClient;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each thing that can happen to a stored mail has its line, by which an operator finds it. */
class EntryLogTest {
    private static final EntryId ID = EntryId.parse("mh2k5v7x01ab").orElseThrow();
    private static final String START = " entry=mh2k5v7x01ab from=<sender@contoso.example>";
    private static final String TRY = " account=noreply@contoso.example try=3 age=90s";
    private static final Instant NEXT = Instant.parse("2026-11-22T10:15:30Z");
    private static final Status SENT = Status.accepted(Reply.of(250, "2.0.0", "Sent"));
    private static final Status BUSY =
            Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "Busy").withDetail("request-id 1"));
    private static final Status UNKNOWN = Status.never(
            FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "Unknown").withRemedy("Check it."));
    private static final Status DOUBT = Status.inDoubt(Reply.of(451, "4.4.2", "Lost"));

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final DeliveryListener counted = new DeliveryListener() {
        @Override
        public void tried(Account account, Outcome outcome, Duration took) {
            throw new AssertionError("a try is told where it is made");
        }

        @Override
        public void progressed(Progress progress) {
            said.add(progress.result() + " " + progress.reply());
        }

        @Override
        public void happened(Event event, String account, int count) {
            heard.add(event + " " + account + " " + count);
        }
    };
    private final EntryLog log = new EntryLog(counted);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    private List<String> said() {
        return lines.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static Entry entry(String sender) {
        return new Entry(
                ID,
                State.CLAIMED,
                "erp",
                sender,
                List.of(),
                NEXT,
                NEXT,
                3,
                SubmittingClient.NONE,
                0,
                false,
                0,
                0,
                false,
                Map.of(),
                "");
    }

    private void tried(Optional<Instant> next, Status... statuses) {
        Map<String, Status> byRecipient = new LinkedHashMap<>();
        for (Status status : statuses) {
            byRecipient.put((char) ('a' + byRecipient.size()) + "@x.example", status);
        }
        log.tried(
                new EntryLog.Try(
                        ID,
                        "sender@contoso.example",
                        "erp",
                        "noreply@contoso.example",
                        3,
                        Duration.ofSeconds(90),
                        "graph",
                        "81c2",
                        next),
                OutcomeSplit.of(Outcome.of(byRecipient, "graph", "81c2"), true));
    }

    @Test
    void aTryHasALineForEachFate() {
        tried(Optional.of(NEXT), SENT, BUSY, DOUBT, UNKNOWN, SENT);
        assertThat(said())
                .containsExactly(
                        "INFO delivered" + START + " to=<a@x.example>,<e@x.example>" + TRY
                                + " road=graph trace=81c2 reply=250 2.0.0 Sent",
                        "WARN refused" + START + " to=<d@x.example>" + TRY
                                + " road=graph trace=81c2 reply=550 5.1.1 Unknown. Remedy: Check it.",
                        "INFO deferred" + START + " to=<b@x.example>" + TRY
                                + " next=2026-11-22T10:15:30Z road=graph trace=81c2 detail=request-id_1"
                                + " reply=451 4.3.2 Busy",
                        "WARN doubt" + START + " to=<c@x.example>" + TRY
                                + " next=2026-11-22T10:15:30Z road=graph trace=81c2 reply=451 4.4.2 Lost");
        assertThat(heard).containsExactly("DELIVERED erp 2", "REFUSED erp 1", "DEFERRED erp 1", "DOUBT erp 1");
    }

    @Test
    void whatIsNotTriedAgainIsGivenUp() {
        tried(Optional.empty(), BUSY, DOUBT);
        assertThat(said())
                .containsExactly(
                        "WARN given-up" + START + " to=<a@x.example>" + TRY
                                + " road=graph trace=81c2 detail=request-id_1 reply=451 4.3.2 Busy",
                        "WARN given-up" + START + " to=<b@x.example>" + TRY
                                + " road=graph trace=81c2 reply=451 4.4.2 Lost");
    }

    @Test
    void aReportToTheSenderIsBounced() {
        NewEntry report = NewEntry.of("", Envelope.of("", List.of("s@x.example")), ByteSource.of(new byte[0]), NEXT);
        log.settled(entry("sender@contoso.example"), Settlement.done().reporting(report));
        assertThat(said()).containsExactly("WARN bounced" + START);
        assertThat(heard).containsExactly("BOUNCED erp 1");
    }

    @Test
    void aDeadMailIsAnAlert() {
        log.settled(entry(""), Settlement.dead("refused, and the sender could not be notified: Unknown", Map.of()));
        assertThat(said())
                .containsExactly("ERROR ALERT: dead entry=mh2k5v7x01ab from=<> reason=refused, and the sender could"
                        + " not be notified: Unknown");
    }

    @Test
    void heldRemovedAndSentAgainInDoubt() {
        log.held(ID, "erp", "sender@contoso.example", "it may have arrived", 2);
        log.removed(entry("sender@contoso.example"), "by graph {}\r\n");
        log.sentAgain(entry("sender@contoso.example"));
        log.settled(entry("sender@contoso.example"), Settlement.done());
        assertThat(said())
                .containsExactly(
                        "ERROR ALERT: held" + START + " reason=it may have arrived",
                        "WARN removed" + START + " while=an attempt was running: by graph {}??",
                        "WARN doubt" + START
                                + " reason=the message may have arrived, and Microsoft cannot be asked;"
                                + " sending it again");
        assertThat(heard).containsExactly("HELD erp 1", "REMOVED erp 1", "SENT_AGAIN erp 1");
    }

    @Test
    void whatIsDecidedAtTheFirstTryIsCountedAndHasNoLineOfItsOwn() {
        log.decided("erp", OutcomeSplit.of(Outcome.of(Map.of("a@x.example", UNKNOWN), "graph", "81c2"), false));
        assertThat(said()).isEmpty();
        assertThat(heard).containsExactly("REFUSED erp 1");
    }
}
