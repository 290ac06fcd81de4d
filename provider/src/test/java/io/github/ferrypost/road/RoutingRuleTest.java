package io.github.ferrypost.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table that has SMTP go first: which road is taken, and the line that tells why. */
class RoutingRuleTest {
    private static final String MAILBOX = "noreply@contoso.example";
    private static final String ALIAS = "alias@contoso.example";
    private static final String TO = "a@customer.example";

    private static final Account ACCOUNT =
            Account.of("t", "c", Credential.secret("s"), MAILBOX).withRoads(List.of(RoadName.GRAPH, RoadName.SMTP));
    private static final Account WITH_ALIAS = ACCOUNT.withSenders(Set.of(ALIAS, "@group.example", "*"));

    private static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "OK"));
    private static final Status BUSY = Status.later(FailureScope.MAILBOX, Reply.of(432, "4.3.2", "busy"));
    private static final Status NO_RIGHT = Status.never(FailureScope.MESSAGE, Reply.of(550, "5.7.60", "no right"));

    private final List<RoadName> tried = new ArrayList<>();
    private final LogLines log = new LogLines();

    private static String mail(String... lines) {
        return "From: " + MAILBOX + "\r\nTo: " + TO + "\r\n" + String.join("\r\n", lines) + "\r\n";
    }

    private static Submission submission(String sender, String mail) {
        return new Submission(Envelope.of(sender, List.of(TO)), ByteSource.of(mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static Submission submission(String mail) {
        return submission(MAILBOX, mail);
    }

    static Stream<Arguments> rows() {
        String sealed = "it is signed or encrypted";
        String author = "its From is a different sender than the mailbox";
        String own = "it has X- fields of its own";
        return Stream.of(
                Arguments.of(
                        "its header lists recipients that are not in its envelope",
                        ACCOUNT,
                        submission(mail("Cc: b@other.example", ""))),
                Arguments.of(sealed, ACCOUNT, submission(mail("Content-Type: multipart/signed; boundary=x", ""))),
                Arguments.of(sealed, ACCOUNT, submission(mail("Content-Type: Multipart/Encrypted;boundary=x", ""))),
                Arguments.of(
                        sealed,
                        ACCOUNT,
                        submission(mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", ""))),
                Arguments.of(sealed, ACCOUNT, submission(mail("Content-Type: application/x-pkcs7-mime", ""))),
                Arguments.of(
                        author, WITH_ALIAS, submission("From: Shop <Alias@Contoso.Example>\r\nTo: " + TO + "\r\n\r\n")),
                Arguments.of(author, WITH_ALIAS, submission("From: x@group.example\r\nTo: " + TO + "\r\n\r\n")),
                Arguments.of("its envelope sender is not the mailbox", WITH_ALIAS, submission(ALIAS, mail("", "x"))),
                Arguments.of(own, ACCOUNT, submission(mail("X-Order-Id: 42", ""))),
                Arguments.of(own, ACCOUNT, submission(mail("X-JIRA-FingerPrint: 1", ""))),
                Arguments.of(
                        "its quoted-printable text is of the kind that Graph sometimes damages",
                        ACCOUNT,
                        submission(
                                mail("Content-Transfer-Encoding: Quoted-Printable", "", "a long line to =", "de end"))),
                Arguments.of(
                        "it requests delivery status notifications",
                        ACCOUNT,
                        submission(mail("", "x")).with(Dsn.of(Map.of("NOTIFY " + TO, "SUCCESS")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void goesBySmtpAndSaysWhy(String reason, Account account, Submission submission) {
        assertThat(carry(submission, account, ACCEPTED)).isTrue();
        assertThat(tried).containsExactly(RoadName.SMTP);
        assertThat(log.lines).containsExactly("INFO " + account + ": by smtp, because " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theFirstRoadTakesItAllTheSameWhereSmtpHasNoRoom(String reason, Account account, Submission submission) {
        assertThat(carry(submission, account, BUSY)).isTrue();
        assertThat(tried).containsExactly(RoadName.SMTP, RoadName.GRAPH);
        assertThat(log.lines)
                .containsExactly(
                        "INFO " + account + ": by smtp, because " + reason,
                        "INFO " + account + ": by graph, because smtp did not: " + BUSY);
    }

    @Test
    void everyRowThatHasAReasonHasAnExample() {
        assertThat(rows().map(row -> row.get()[0]).distinct().collect(Collectors.toList()))
                .containsExactlyElementsOf(RoutingRule.rows().stream()
                        .map(RoutingRule::reason)
                        .filter(reason -> !reason.isEmpty())
                        .collect(Collectors.toList()));
    }

    /** Asked for what it has no right to again and again, Exchange throttles the sender. */
    @Test
    void whatTheMailboxMayNotDoBySmtpIsNotTriedByGraph() {
        assertThat(carry(submission(ALIAS, mail("", "x")), WITH_ALIAS, NO_RIGHT))
                .isFalse();
        assertThat(tried).containsExactly(RoadName.SMTP);
    }

    static Stream<Submission> ordinaryMail() {
        return Stream.of(
                submission(mail("Subject: x", "X-Mailer: Outlook", "X-Priority: 1", "X-MS-Has-Attach: yes", "", "x")),
                submission("", mail("", "the null sender")),
                submission("stranger@other.example", mail("", "nothing says that the mailbox may")),
                submission("From: stranger@other.example\r\nTo: " + TO + "\r\n\r\nx"),
                submission("NoReply@contoso.example", mail("", "x")),
                submission(mail(
                        "Content-Transfer-Encoding: quoted-printable", "", "a =", "zz =20", "= de", "=C3=", "=A4")),
                submission(mail("", "not encoded =", "de")),
                submission(mail("", "x")).with(Dsn.of(Map.of("RET", "HDRS", "ORCPT " + TO, "rfc822;x@y.example"))));
    }

    @ParameterizedTest
    @MethodSource("ordinaryMail")
    void whatNeedsNothingGoesByTheFirstRoad(Submission submission) {
        assertThat(carry(submission, WITH_ALIAS, ACCEPTED)).isTrue();
        assertThat(tried).containsExactly(RoadName.GRAPH);
        assertThat(log.lines)
                .containsExactly("DEBUG " + WITH_ALIAS + ": by graph, because it is the first of ferrypost.roads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp", "smtp,graph"})
    void otherOrdersAreAsTheSettingsSay(String roads) {
        List<RoadName> order = Stream.of(roads.split(",", -1))
                .map(name -> RoadName.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toList());
        carry(submission(mail("X-Order-Id: 42", "")), ACCOUNT.withRoads(order), ACCEPTED);
        assertThat(tried).containsExactly(order.get(0));
    }

    /** Whether it was accepted in the end; Graph accepts everything. */
    private boolean carry(Submission submission, Account account, Status smtp) {
        return new RoadChooser(
                        List.of(road(RoadName.GRAPH, ACCEPTED), road(RoadName.SMTP, smtp)),
                        Optional.empty(),
                        log,
                        System.Logger.Level.INFO)
                .carry(submission, account)
                .isAccepted();
    }

    private Road road(RoadName name, Status status) {
        return new FixedRoad(name, Outcome.all(List.of(TO), status, name.key(), ""), tried);
    }
}
