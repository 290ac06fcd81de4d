package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.DraftPolicy;
import io.github.ferrypost.account.SendingOptions;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLargeTest {
    private static final byte[] LARGE = random(3_400_000);
    private static final byte[] MEDIUM = random(120_000);
    private static final byte[] IMAGE = random(90_000);

    /** Graph's proportions at a smaller scale: three chunks for the largest file, and each file too large to remain. */
    private static final GraphOptions OPTIONS =
            GraphOptions.standard().withMimeLimit(100_000).withChunk(1_200_000);

    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private DeliveryNotes notes = DeliveryNotes.inMemory();
    private final List<Duration> waited = new ArrayList<>();

    @BeforeEach
    void grantDrafts() {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String part(String head, byte[] content) {
        return head + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n";
    }

    /** multipart/mixed of a related (html with an image) and files, as mail programs write it. */
    private static String mail() {
        return Cloud365.text("To: ann@x.test", "X-Own: kept", "Content-Type: multipart/mixed; boundary=m")
                + lines("--m", "Content-Type: multipart/related; boundary=r", "")
                + lines("--r", "Content-Type: text/html", "", "<img src=cid:i1@x.test>", "--r")
                + part(
                        lines("Content-Type: image/png", "Content-ID: <i1@x.test>", "Content-Disposition: inline"),
                        IMAGE)
                + lines("--r--", "--m", "Content-Type: application/pdf; name=x")
                + part(lines("Content-Disposition: attachment;", " filename*=utf-8''%C3%BCber%2C.pdf"), LARGE)
                + lines("--m", "Content-Type: text/plain; name=\"=?utf-8?Q?=C3=BC.txt?=\"; charset=utf-8")
                + lines("Content-Disposition: attachment", "", "small", "--m")
                + part(lines("Content-Type: application/zip; name=\"a \\\"b\\\".zip\""), MEDIUM)
                + lines("--m--");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private Outcome carry(String message) {
        return carry(message, OPTIONS);
    }

    private Outcome carry(String message, GraphOptions options) {
        return carry(message, options, cloud.account);
    }

    private Outcome carry(String message, GraphOptions options, Account account) {
        Submission submission = new Submission(
                Envelope.of(Sandbox.MAILBOX, List.of("ann@x.test", "hidden@x.test")),
                ByteSource.of(message.getBytes(StandardCharsets.ISO_8859_1)),
                notes);
        return new GraphRoad(cloud.tokens(), cloud.clients(), options, Clock.systemUTC(), waited::add)
                .carry(submission, account);
    }

    private long requests(String method, String path) {
        return sandbox.requests().log().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().matches(path))
                .count();
    }

    private void assertArrivedOnce(Outcome outcome) {
        assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
        assertThat(sandbox.delivered()).hasSize(1);
        assertThat(sandbox.delivered().get(0).attachments())
                .extracting(Attachment::name)
                .containsExactly("attachment", "\u00fcber,.pdf", "a \"b\".zip");
        assertThat(sandbox.delivered().get(0).attachments())
                .extracting(Attachment::bytes)
                .containsExactly(IMAGE, LARGE, MEDIUM);
    }

    @Test
    void rivalLosesTheStructureOfALargeMessageWeKeepIt() throws Exception {
        assertArrivedOnce(carry(mail()));
        Delivered delivered = sandbox.delivered().get(0);
        assertThat(delivered.recipients()).containsExactlyInAnyOrder("ann@x.test", "hidden@x.test");
        assertThat(delivered.size()).isLessThan(5000);
        MimeMessage rest =
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(delivered.raw()));
        assertThat(rest.getHeader("X-Own")).containsExactly("kept");
        Multipart mixed = (Multipart) rest.getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        assertThat(((Multipart) mixed.getBodyPart(0).getContent()).getCount()).isEqualTo(1);
        assertThat(mixed.getBodyPart(1).getContent()).isEqualTo("small");
        assertThat(delivered.attachments()).extracting(Attachment::isInline).containsExactly(true, false, false);
        assertThat(delivered.attachments().get(0).contentId()).contains("i1@x.test");
        assertThat(delivered.attachments())
                .extracting(Attachment::contentType)
                .containsExactly("image/png", "application/pdf", "application/zip");
        assertThat(requests("PUT", "/upload/.*")).isEqualTo(3);
    }

    @Test
    void onlyAsManyFilesAreTakenOutAsItNeeds() {
        String message = Cloud365.text("To: ann@x.test", "Content-Type: multipart/mixed; boundary=m")
                + lines("--m", "", "text", "--m")
                + part(lines("Content-Type: a/small"), new byte[10])
                + lines("--m")
                + part(lines("Content-Type: a/large"), MEDIUM)
                + lines("--m--");
        carry(message);
        assertThat(sandbox.delivered().get(0).attachments())
                .extracting(Attachment::contentType)
                .containsExactly("a/large");
        assertThat(sandbox.delivered().get(0).text()).contains("a/small");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("429", Fault.status(429).retryAfter(3)),
                Arguments.of("500", Fault.status(500)),
                Arguments.of("503", Fault.status(503)),
                Arguments.of("500, taken all the same", Fault.status(500).afterAcceptance()),
                Arguments.of("dropped before", Fault.dropBefore()),
                Arguments.of("dropped within", Fault.dropDuring()),
                Arguments.of("dropped after, taken", Fault.dropAfterAcceptance()),
                Arguments.of("dropped after, not taken", Fault.dropBeforeAcceptance()),
                Arguments.of("session expired", Fault.status(404).code("ErrorItemNotFound")),
                Arguments.of("page of a proxy", Fault.html()));
    }

    /** The requests of the upload are: session, three chunks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultAtAnyRequestOfTheUploadIsOvercome(String name, Fault fault) {
        for (int good = 0; good < 4; good++) {
            if (good > 0) {
                sandbox.faults().times(good, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
            } else if (name.startsWith("session")) {
                continue;
            }
            sandbox.faults().next(Target.GRAPH_UPLOAD, fault);
            assertArrivedOnce(carry(mail()));
            assertThat(sandbox.faults().pending()).isZero();
            sandbox.clearDelivered();
            forget();
        }
    }

    private void forget() {
        notes = DeliveryNotes.inMemory();
    }

    @Test
    void anUploadGoesOnWhereItStopped() {
        sandbox.faults().times(2, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.dropAfterAcceptance());
        assertArrivedOnce(carry(mail()));
        assertThat(requests("PUT", "/upload/.*")).as("no chunk was sent twice").isEqualTo(3);
        assertThat(requests("POST", ".*/createUploadSession")).isEqualTo(1);
    }

    @Test
    void retryAfterIsWaitedForInMidUploadButNotForLong() {
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.status(429).retryAfter(3));
        carry(mail());
        assertThat(waited).containsExactly(Duration.ofSeconds(3));
        forget();
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.status(429).retryAfter(600));
        Status status = carry(mail()).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.retryAfter()).contains(Duration.ofMinutes(10));
    }

    @Test
    void aDraftThatCannotBeCompletedIsRemoved() throws Exception {
        sandbox.faults().always(Target.GRAPH_UPLOAD, Fault.status(503));
        Status status = carry(mail()).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(requests("DELETE", ".*/messages/.*")).isEqualTo(1);
        assertThat(notes.get(DraftNote.NAME)).isEmpty();
        assertThat(waited).hasSize(4);
        assertThat(sandbox.deliveredCount()).isZero();
    }

    @Test
    void aSmallFileWhoseAnswerIsLostIsAttachedOnce() {
        // the draft itself, then the image as the first small file
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.delay(Duration.ZERO));
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.dropAfterAcceptance());
        assertArrivedOnce(carry(mail()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/signed; boundary=m; protocol=\"application/pkcs7-signature\"",
                "multipart/encrypted; boundary=m",
                "application/pkcs7-mime; smime-type=enveloped-data",
                "text/plain",
                "multipart/alternative; boundary=m"
            })
    void whatCannotBeTakenApartIsRefusedForAnotherRoad(String type) {
        String message = mail().replace("multipart/mixed; boundary=m", type);
        Status status = carry(message).first();
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(status.reply().toString()).startsWith("552 5.3.4 ");
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void whatIsTooLargeForExchangeIsRefused() {
        GraphOptions small = OPTIONS.withLargest(4_000_000);
        assertThat(carry(mail(), small).first().reply().toString())
                .startsWith("552 5.3.4 ")
                .contains("4000000");
        assertThat(cloud.road(small).largest(cloud.account)).isEqualTo(4_000_000);
    }

    @Test
    void withoutThePermissionALargeMessageIsRefused() {
        sandbox.app().roles("Mail.Send");
        assertThat(carry(mail()).first().reply().remedy().orElseThrow()).contains("Mail.ReadWrite");
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void U4_withoutTheRoleALargeMessageIsRefusedAfterOneProbe() {
        sandbox.app().roles();
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.Send");
        assertThat(carry(mail()).first().reply().remedy().orElseThrow()).contains("Application Mail.ReadWrite");
        assertThat(sandbox.requests().graphRequests()).isEqualTo(1);
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void U4_aRoleOnTheMailboxAloneCarriesALargeMessage() {
        sandbox.app().roles();
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.Send", "Application Mail.ReadWrite");
        assertArrivedOnce(carry(mail()));
    }

    @Test
    void U4_aRoleBesideAConsentToMailSendNeedsTheSetting() {
        sandbox.app().roles("Mail.Send");
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.ReadWrite");
        Account always = cloud.account.withSending(SendingOptions.STANDARD.withDrafts(DraftPolicy.ALWAYS));
        assertArrivedOnce(carry(mail(), OPTIONS, always));
    }
}
