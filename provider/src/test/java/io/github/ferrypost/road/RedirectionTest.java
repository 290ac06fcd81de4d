package io.github.ferrypost.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SendingOptions;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectionTest {
    private static final String TESTER = "tester@contoso.example";
    private static final Account ACCOUNT = Account.of("t", "c", Credential.secret("s"), "a@contoso.example")
            .withRoads(List.of(RoadName.SMTP))
            .withSending(SendingOptions.STANDARD.withRedirect(TESTER));

    private final LogLines log = new LogLines();
    private FixedRoad smtp = road(Status.accepted(Reply.of(250, "2.0.0", "OK")));

    private static FixedRoad road(Status status) {
        return new FixedRoad(RoadName.SMTP, Outcome.all(List.of(TESTER), status, "smtp", "trace-1"), new ArrayList<>());
    }

    private Outcome carry(Submission submission) {
        return new RoadChooser(List.of(smtp), Optional.empty(), log, System.Logger.Level.INFO)
                .carry(submission, ACCOUNT);
    }

    private static Submission mail(String text, String... recipients) {
        return new Submission(
                Envelope.of("a@contoso.example", List.of(recipients)),
                ByteSource.of(text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private String arrived() throws IOException {
        try (InputStream in = smtp.carried.get(0).message().open()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "|");
        }
    }

    @Test
    void oneAddressGetsItAndEachRecipientHasItsOutcome() throws Exception {
        Outcome outcome = carry(mail(
                        "To: Ann <ann@x.test>, b@x.test|Cc: c@x.test|Bcc: d@x.test|Subject: s||body",
                        "ann@x.test",
                        "b@x.test",
                        "d@x.test")
                .with(Dsn.of(Map.of("NOTIFY ann@x.test", "SUCCESS"))));

        assertThat(smtp.carried.get(0).envelope().recipients()).containsExactly(TESTER);
        assertThat(smtp.carried.get(0).dsn()).isEqualTo(Dsn.NONE);
        assertThat(outcome.byRecipient()).containsOnlyKeys("ann@x.test", "b@x.test", "d@x.test");
        assertThat(outcome.isAccepted()).isTrue();
        assertThat(outcome.trace()).isEqualTo("trace-1");
        assertThat(arrived())
                .isEqualTo("To: <" + TESTER + ">|Subject: s|X-Ferrypost-Original-To: Ann <ann@x.test>, b@x.test|"
                        + "X-Ferrypost-Original-Cc: c@x.test||body");
    }

    @Test
    void aRefusalIsEachRecipientsOwn() {
        smtp = road(Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "no such user")));
        Outcome outcome = carry(mail("To: ann@x.test||", "ann@x.test", "b@x.test"));
        assertThat(outcome.byRecipient().values())
                .extracting(status -> status.reply().code())
                .containsExactly(550, 550);
    }

    @Test
    void aSignedMessageKeepsItsHeader() throws Exception {
        String text = "To: ann@x.test|Content-Type: multipart/signed; boundary=b||--b||x|--b--|";
        carry(mail(text, "ann@x.test"));
        assertThat(arrived()).isEqualTo(text);
    }

    @Test
    void theLogWarnsOnce() {
        carry(mail("To: ann@x.test||", "ann@x.test"));
        RoadChooser chooser = new RoadChooser(List.of(smtp), Optional.empty(), log, System.Logger.Level.INFO);
        chooser.carry(mail("To: ann@x.test||", "ann@x.test"), ACCOUNT);
        chooser.carry(mail("To: ann@x.test||", "ann@x.test"), ACCOUNT);

        assertThat(log.lines.stream().filter(line -> line.contains("ferrypost.redirect")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(TESTER));
    }
}
