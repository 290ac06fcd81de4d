package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.sandbox.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What ends soon is warned of, once a day. */
class ExpiryWatchTest {
    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T12:00:00Z");
    private final Logger logger = (Logger) LoggerFactory.getLogger(ExpiryWatch.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void silence() {
        logger.detachAppender(said);
    }

    private static Account account(String mailbox, String day) {
        return Account.of(
                "contoso.example",
                "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                Credential.secret("SANDBOXSECRET").expiring(LocalDate.parse(day)),
                mailbox);
    }

    private List<String> lines() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void onceADayFrom30DaysBeforeUntilItIsRenewed() {
        List<Account> accounts =
                List.of(account("soon@contoso.example", "2026-12-24"), account("far@contoso.example", "2027-12-24"));
        Status signedIn = Status.accepted(Reply.of(235, "2.7.0", "signed in"));
        ExpiryWatch watch = new ExpiryWatch(accounts, account -> signedIn, clock);
        watch.look();
        assertThat(lines()).isEmpty();
        clock.advance(Duration.ofDays(3));
        for (int hour = 0; hour < 30; hour++) {
            watch.look();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(lines())
                .hasSize(2)
                .allMatch(line -> line.contains("soon@contoso.example")
                        && line.contains("the client secret expires on 2026-12-24"));
        clock.advance(Duration.ofDays(30));
        watch.look();
        assertThat(lines()).last().asString().contains("the client secret expired on 2026-12-24");
    }
}
