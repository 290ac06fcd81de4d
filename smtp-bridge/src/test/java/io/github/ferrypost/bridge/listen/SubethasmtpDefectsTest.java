package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults that subethasmtp 7.2.2 showed when it was run, each by its number in our list of them. */
class SubethasmtpDefectsTest {
    private static final String ENVELOPE =
            "c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n";

    private Harbour harbour;

    @BeforeEach
    void open() throws IOException {
        harbour = Harbour.open();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    private void refuseEverything() {
        harbour.roads.answer(submission -> Outcome.all(
                submission.envelope().recipients(),
                Status.never(FailureScope.MESSAGE, Reply.of(550, "5.7.60", "ErrorSendAsDenied: not as this sender")),
                "graph",
                ""));
    }

    @Test
    void first_theBodyOfARefusedMessageIsNotRunAsCommands() throws IOException {
        refuseEverything();
        try (Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> RSET\n"
                    + "c -> MAIL FROM:<evil@example.org>\nc -> RCPT TO:<victim@example.org>\nc -> .\n"
                    + "s <- 550 5.7.60 ErrorSendAsDenied\nc -> QUIT\ns <- 221 2.0.0\ns <- |");
        }
        assertThat(harbour.roads.carried()).hasSize(1);
    }

    @Test
    void second_afterARefusedMessageTheNextOneMayBegin() throws IOException {
        refuseEverything();
        try (Script script = harbour.greeted()) {
            for (int i = 0; i < 3; i++) {
                script.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 550 5.7.60");
            }
        }
    }

    @Test
    void third_theSizeParameterIsReadWhereverItStandsAndHoweverLargeItIs() throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("""
                    c -> MAIL FROM:<app@contoso.example> SIZE=10000001 BODY=8BITMIME
                    s <- 552 5.3.4
                    c -> MAIL FROM:<app@contoso.example> SIZE=2147483648
                    s <- 552 5.3.4
                    c -> MAIL FROM:<app@contoso.example> BODY=8BITMIME SIZE=100
                    s <- 250 2.1.0
                    """);
        }
    }

    /** Fourth, the limit holds in DATA: {@link ListenerLimitsTest#aBodyAboveSizeIsReadToItsEndAndRefused}. */
    @Test
    void fifth_chunkingIsNotOfferedAndBdatClosesTheConnection() throws IOException {
        try (Script script = harbour.connect()) {
            script.run("s <- 220\nc -> EHLO x");
            assertThat(script.reply()).doesNotContain("CHUNKING");
            script.run(
                    ENVELOPE + "c -> BDAT 30 LAST\nc -> RSET\nc -> MAIL FROM:<evil@x.example>\ns <- 502 5.5.1\ns <- |");
        }
        assertThat(harbour.roads.carried()).isEmpty();
    }

    /** Sixth, long lines of AUTH: {@link SmtpSessionTest#aLoginWithAVeryLongPasswordIsHeardOut}. */
    @Test
    void seventh_theFirstLineIsUnstuffedToo() throws IOException {
        try (Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> ..first\nc -> ..\nc -> .\ns <- 250");
        }
        assertThat(harbour.only().message()).endsWith("\r\n\r\n.first\r\n.\r\n");
    }

    /** Eighth, parameters and addresses are checked: {@link SmtpSessionTest#senders} and {@link SmtpSessionTest#recipients}. */
    @Test
    void eighth_helloIsNeeded() throws IOException {
        try (Script script = harbour.connect()) {
            script.run("s <- 220\nc -> MAIL FROM:<app@contoso.example>\ns <- 503 5.5.1");
        }
    }

    /** Ninth: {@link ListenerLimitsTest}. Tenth, a validator that takes the demand for TLS away: there is none. */
    @Test
    void eleventh_aFailureOfOursIsAReplyAndNotAReset() throws IOException {
        harbour.roads.answer(submission -> {
            throw new IllegalStateException("as a test wants it");
        });
        try (Script script = harbour.greeted()) {
            script.run(ENVELOPE
                    + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 451 4.3.0\nc -> QUIT\ns <- 221");
        }
    }

    @Test
    void theBannerNamesTheProductOnly() throws IOException {
        try (Script script = harbour.connect()) {
            assertThat(script.readLine()).isEqualTo("220 bridge.example ESMTP Ferrypost");
        }
    }
}
