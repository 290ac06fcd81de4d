package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpRepliesTest {
    private static final String AUTH = "535 5.7.139 Authentication unsuccessful, ";

    private static final String SPAM =
            "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process"
                    + " message due to a permanent exception with message [BeginDiagnosticData]WASCL UserAction verdict is not"
                    + " None. Actual verdict is ";

    /** One real-looking reply for each row, and what must come of it. */
    record Sample(Phase phase, String reply, Verdict verdict, FailureScope blame) {}

    static List<Sample> samples() {
        return List.of(
                new Sample(
                        Phase.AUTH,
                        AUTH + "SmtpClientAuthentication is disabled for the Tenant. Visit"
                                + " https://aka.ms/smtp_auth_disabled",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        AUTH + "SmtpClientAuthentication is disabled for the Mailbox.",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.AUTH,
                        AUTH + "user is locked by your organization's security defaults policy.",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        AUTH + "the request did not meet the criteria to be authenticated" + " successfully.",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        AUTH + "basic authentication is disabled.",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        AUTH + "the user credentials were incorrect.",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(Phase.AUTH, AUTH + "something new", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        "535 5.7.3 Authentication unsuccessful [AM0PR01]",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(Phase.AUTH, "535 5.7.8 Bad credentials", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(
                        Phase.AUTH,
                        "550 5.7.30 Basic authentication is not supported for Client Submission.",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.MAIL,
                        "530 5.7.57 Client not authenticated to send mail",
                        Verdict.PERMANENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.HELLO,
                        "421 4.7.66 TLS 1.0 and 1.1 are not supported",
                        Verdict.TRANSIENT,
                        FailureScope.ACCOUNT),
                new Sample(
                        Phase.END,
                        "554 5.2.252 SendAsDenied; a not allowed to send as b",
                        Verdict.PERMANENT,
                        FailureScope.MESSAGE),
                new Sample(
                        Phase.END,
                        "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiException"
                                + "SendAsDenied; Cannot submit message",
                        Verdict.PERMANENT,
                        FailureScope.MESSAGE),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                        Verdict.PERMANENT,
                        FailureScope.MESSAGE),
                new Sample(
                        Phase.END,
                        "550 5.2.251 Sender throttled due to continuous mailbox full errors",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "550 5.2.252 Sender throttled due to continuous send as denied errors",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "550 5.2.255 Sender throttled due to continuous invalid recipients errors",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(Phase.END, "554 5.2.2 Submission quota exceeded", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "421 4.4.2 Message submission rate for this client has exceeded the configured" + " limit",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "451 4.7.0 Temporary server error. Please try again later. PRX5",
                        Verdict.TRANSIENT,
                        FailureScope.SESSION),
                new Sample(
                        Phase.RCPT,
                        "451 4.7.500 Access denied, please try again later (AS761)",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.RCPT,
                        "451 4.7.650 Access denied, please try again later",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "550 5.1.8 Access denied, bad outbound sender AS(42004)",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.501 Access denied, spam abuse detected",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.502 Access denied, banned sender",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.503 Access denied, banned sender",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.511 Access denied, banned sender",
                        Verdict.PERMANENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.END,
                        "550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant",
                        Verdict.PERMANENT,
                        FailureScope.MESSAGE),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.705 Access denied, tenant has exceeded threshold",
                        Verdict.PERMANENT,
                        FailureScope.TENANT),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.708 Access denied, traffic not accepted from this IP",
                        Verdict.PERMANENT,
                        FailureScope.TENANT),
                new Sample(
                        Phase.MAIL,
                        "550 5.7.750 Service unavailable. Client blocked from sending from unregistered" + " domains",
                        Verdict.PERMANENT,
                        FailureScope.TENANT),
                new Sample(Phase.AUTH, "501 5.5.121 Malformed XOAUTH2", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(Phase.AUTH, "501 5.5.126 Malformed XOAUTH2", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(Phase.AUTH, "535 5.7.142 Token will expire soon", Verdict.TRANSIENT, FailureScope.SESSION),
                new Sample(Phase.AUTH, "535 5.7.143 Token has expired", Verdict.TRANSIENT, FailureScope.SESSION),
                new Sample(Phase.AUTH, "535 5.7.144 Invalid API permissions", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(Phase.AUTH, "550 5.7.240 App not in allowed list", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(Phase.RCPT, "550 5.5.105 External recipient", Verdict.PERMANENT, FailureScope.RECIPIENT),
                new Sample(Phase.MAIL, "550 5.7.62 Other sender", Verdict.PERMANENT, FailureScope.MESSAGE),
                new Sample(Phase.END, "550 5.6.241 Other From", Verdict.PERMANENT, FailureScope.MESSAGE),
                new Sample(Phase.MAIL, "550 5.7.68 Direct Send not allowed", Verdict.PERMANENT, FailureScope.ACCOUNT),
                new Sample(Phase.END, "550 5.1.90 Daily recipients", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(
                        Phase.END, "550 5.7.232 Trial tenant recipient rate", Verdict.TRANSIENT, FailureScope.TENANT),
                new Sample(
                        Phase.END,
                        "550 5.7.233 Tenant external recipient rate limit",
                        Verdict.TRANSIENT,
                        FailureScope.TENANT),
                new Sample(Phase.END, "550 5.7.236 MOERA limit", Verdict.TRANSIENT, FailureScope.TENANT),
                new Sample(
                        Phase.END,
                        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(Phase.END, "432 4.3.2 Something new", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(
                        Phase.GREETING,
                        "421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing"
                                + " transmission channel",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.GREETING,
                        "421 4.7.0 Too many connections from 10.0.0.1",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(
                        Phase.GREETING,
                        "421 Too many concurrent SMTP connections",
                        Verdict.TRANSIENT,
                        FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "Suspend, ShowTierUpgrade", Verdict.PERMANENT, FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "HipSend, ShowTierUpgrade", Verdict.PERMANENT, FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "HipNotify, ShowTierUpgrade", Verdict.PERMANENT, FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "RefuseQuota, ShowTierUpgrade", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "Throttle", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(Phase.END, SPAM + "TransientError", Verdict.TRANSIENT, FailureScope.SESSION),
                new Sample(Phase.END, SPAM + "SomethingNew", Verdict.TRANSIENT, FailureScope.MAILBOX),
                new Sample(Phase.END, "550 5.6.11 Invalid characters", Verdict.PERMANENT, FailureScope.MESSAGE),
                new Sample(Phase.RCPT, "452 4.5.3 Too many recipients", Verdict.TRANSIENT, FailureScope.RECIPIENT),
                new Sample(
                        Phase.MAIL,
                        "552 5.3.4 Message size exceeds fixed maximum message size",
                        Verdict.PERMANENT,
                        FailureScope.MESSAGE));
    }

    private static SmtpReply said(Phase phase, String reply) {
        return SmtpReply.of(phase, reply);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysWhatExchangeMeans(Sample sample) {
        Status status = ReplyClassifier.status(said(sample.phase(), sample.reply()));

        assertThat(status.verdict()).isEqualTo(sample.verdict());
        assertThat(status.blame()).isEqualTo(sample.blame());
        assertThat(status.reply().detail().orElseThrow()).isEqualTo(sample.reply());
        assertThat(status.reply().serverReply()).hasValue(sample.reply());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void D12_exchangesWordsStandInTheTextAndNoCodeTwice(Sample sample) {
        SmtpReply said = said(sample.phase(), sample.reply());
        Reply reply = ReplyClassifier.status(said).reply();

        assertThat(reply.text()).contains(said.text());
        assertThat(List.of(reply.toString().split("[^0-9.]+")).stream()
                        .filter(word -> word.equals(Integer.toString(said.code()))
                                || word.equals(Integer.toString(reply.code()))
                                || word.equals(reply.enhanced().toString())
                                || said.enhanced()
                                        .filter(code -> code.toString().equals(word))
                                        .isPresent()))
                .as("%s", reply)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyRowHasASampleAndSpeaksBothLanguages() {
        for (ReplyRule row : SmtpReplies.rows()) {
            Stream<SmtpReply> all = samples().stream().map(sample -> said(sample.phase(), sample.reply()));
            assertThat(all.filter(said -> SmtpReplies.rows().stream()
                                    .filter(each -> each.matches(said, row.isOfUser()))
                                    .findFirst()
                                    .orElseThrow()
                            == row))
                    .as(row.toString())
                    .isNotEmpty();
            assertThat(row.meaning()).isNotEmpty();
            assertThat(row.meaningGerman()).isNotEmpty().isNotEqualTo(row.meaning());
            assertThat(row.remedyGerman().isEmpty()).isEqualTo(row.remedy().isEmpty());
        }
    }

    /** Door 1 has no queue: a remedy that speaks of one would be untrue there. */
    @Test
    void noRemedyPromisesARetry() {
        assertThat(SmtpReplies.rows())
                .allSatisfy(row -> assertThat(row.remedy() + row.remedyGerman())
                        .doesNotContainIgnoringCase("tried again")
                        .doesNotContainIgnoringCase("later try")
                        .doesNotContainIgnoringCase("retr")
                        .doesNotContainIgnoringCase("nothing to do")
                        .doesNotContainIgnoringCase("später gesendet"));
    }

    /** Every code at every point of the dialog, with words and an enhanced code that no row knows. */
    static Stream<Arguments> everyCodeAtEveryPoint() {
        return Stream.of(Phase.values())
                .flatMap(phase -> IntStream.range(400, 600).mapToObj(code -> Arguments.of(phase, code)));
    }

    @ParameterizedTest
    @MethodSource("everyCodeAtEveryPoint")
    void anUnknownReplyIsJudgedByItsClass(Phase phase, int code) {
        for (String words : List.of("", " Zork", " " + code / 100 + ".9.999 Zork rate quota connection limit")) {
            Status status = ReplyClassifier.status(said(phase, code + words));

            // before the sign-in nothing is known of us yet; RFC 5321 section 4.5.3.1.10 for 552 to RCPT
            boolean setUp = phase == Phase.GREETING || phase == Phase.HELLO;
            boolean permanent = code >= 500 && !setUp && !(phase == Phase.RCPT && code == 552);
            assertThat(status.verdict()).isEqualTo(permanent ? Verdict.PERMANENT : Verdict.TRANSIENT);
            assertThat(status.blame()).isNotIn(FailureScope.MAILBOX, FailureScope.TENANT);
            assertThat(status.retryAfter()).isEmpty();
        }
    }

    /** What a 4yz says is for people: no word of it makes it permanent (RFC 5321 section 4.2.1). */
    @ParameterizedTest
    @MethodSource("samples")
    void S_aFourIsTransientWhateverItsTextSays(Sample sample) {
        String transientReply = "4" + sample.reply().substring(1);
        for (Phase phase : Phase.values()) {
            assertThat(ReplyClassifier.status(said(phase, transientReply)).verdict())
                    .as(transientReply)
                    .isEqualTo(Verdict.TRANSIENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Suspend, PERMANENT, MAILBOX, 0",
        "HipSend, PERMANENT, MAILBOX, 0",
        "HipNotify, PERMANENT, MAILBOX, 0",
        "RefuseQuota, TRANSIENT, MAILBOX, 60",
        "Throttle, TRANSIENT, MAILBOX, 1",
        "TransientError, TRANSIENT, SESSION, 0"
    })
    void S1_outboundSpamIsJudgedByItsVerdict(String word, Verdict verdict, FailureScope blame, long minutes) {
        Status status = ReplyClassifier.status(said(Phase.END, SPAM + word + ", ShowTierUpgrade.[EndDiagnosticData]"));

        assertThat(status.verdict()).isEqualTo(verdict);
        assertThat(status.blame()).isEqualTo(blame);
        assertThat(status.retryAfter().map(Duration::toMinutes).orElse(0L)).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.233 Message rejected due to tenant external recipient rate limit, TRANSIENT, TENANT",
        "550 5.7.232 Message rejected due to tenant external recipient rate limit, TRANSIENT, TENANT",
        "550 5.7.1 Message rejected as second-rate content, PERMANENT, MESSAGE",
        "550 5.1.90 Your message cannot be sent: daily limit, TRANSIENT, MAILBOX"
    })
    void S2_theWordRateDecidesNothing(String reply, Verdict verdict, FailureScope blame) {
        Status status = ReplyClassifier.status(said(Phase.END, reply));

        assertThat(status.verdict()).isEqualTo(verdict);
        assertThat(status.blame()).isEqualTo(blame);
        assertThat(status.reply().text()).doesNotContain("30 messages a minute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "432 4.3.2 Concurrent connections limit exceeded.",
                "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"
            })
    void S3_bothWordingsOf432MeanTooManyConnections(String reply) {
        SmtpReply said = said(Phase.END, reply);

        assertThat(ReplyClassifier.isTooManyConnections(said)).isTrue();
        assertThat(ReplyClassifier.status(said).blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(ReplyClassifier.status(said).retryAfter()).isEmpty();
        assertThat(ReplyClassifier.status(said).reply().remedy()).isPresent();
    }

    @Test
    void U2_theRemedyOf535IsTheUsersWhereAUserSignsIn() {
        SmtpReply said = said(Phase.AUTH, "535 5.7.3 Authentication unsuccessful");

        assertThat(ReplyClassifier.status(said, true).reply().remedy().orElseThrow())
                .contains("SMTP.Send")
                .doesNotContain("New-ServicePrincipal");
        assertThat(ReplyClassifier.status(said, false).reply().remedy().orElseThrow())
                .contains("New-ServicePrincipal");
    }

    @Test
    void anAnswerToTheFinalDotThatIsNeitherYesNorNoIsDoubt() {
        assertThat(ReplyClassifier.status(said(Phase.END, "354 go on")).verdict())
                .isEqualTo(Verdict.IN_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 No SMTP service here, TRANSIENT, SESSION, 451",
        "GREETING, 421 4.3.2 Service not active, TRANSIENT, SESSION, 451",
        "HELLO, 454 4.7.0 TLS not available, TRANSIENT, SESSION, 454",
        "AUTH, 454 4.7.0 Temporary authentication failure, TRANSIENT, SESSION, 454",
        "AUTH, 500 5.5.2 Line too long, PERMANENT, ACCOUNT, 500",
        "MAIL, 550 5.1.0 sender rejected, PERMANENT, MESSAGE, 550",
        "MAIL, 451 4.3.0 try later, TRANSIENT, SESSION, 451",
        "RCPT, 550 5.1.1 no such user, PERMANENT, RECIPIENT, 550",
        "RCPT, 450 4.2.1 mailbox busy, TRANSIENT, RECIPIENT, 450",
        "RCPT, 552 5.5.3 too many recipients, TRANSIENT, RECIPIENT, 452",
        "RCPT, 421 4.3.2 closing, TRANSIENT, SESSION, 451",
        "RCPT, 354 what, TRANSIENT, RECIPIENT, 451",
        "DATA, 554 no valid recipients, PERMANENT, MESSAGE, 554",
        "END, 554 5.6.0 corrupt, PERMANENT, MESSAGE, 554",
        "END, 452 4.3.1 storage, TRANSIENT, SESSION, 452",
        "END, 550 4.7.1 codes that disagree, PERMANENT, MESSAGE, 550",
    })
    void judgesWhatNoRowKnowsByItsFirstDigit(Phase phase, String reply, Verdict verdict, FailureScope blame, int code) {
        Status status = ReplyClassifier.status(said(phase, reply));

        assertThat(status.verdict()).isEqualTo(verdict);
        assertThat(status.blame()).isEqualTo(blame);
        assertThat(status.reply().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"GREETING", "HELLO", "AUTH", "MAIL", "RCPT", "DATA"})
    void silenceBeforeTheFinalDotIsNoDoubt(Phase phase) {
        assertThat(ReplyClassifier.status(SmtpReply.nothing(phase, "gone")).verdict())
                .isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void silenceAfterTheFinalDotIsDoubt() {
        assertThat(ReplyClassifier.status(SmtpReply.nothing(Phase.END, "gone")).verdict())
                .isEqualTo(Verdict.IN_DOUBT);
        assertThat(ReplyClassifier.status(SmtpReply.of(Phase.END, "999 what")).verdict())
                .isEqualTo(Verdict.IN_DOUBT);
    }

    @Test
    void joinsTheLinesOfAReply() {
        SmtpReply said = SmtpReply.of(Phase.MAIL, "550-5.7.60 first line\n550 5.7.60 second line\n");

        assertThat(said.text()).isEqualTo("first line second line");
        assertThat(said.codes()).isEqualTo("550 5.7.60");
    }

    @Test
    void aThrottledMailboxIsLeftAloneForAWhile() {
        Status status = ReplyClassifier.status(said(Phase.END, "550 5.2.251 Sender throttled"));

        assertThat(status.retryAfter()).isPresent();
    }
}
