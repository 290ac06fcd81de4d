package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One large file, by Microsoft's true limits. */
class GraphUploadTest {
    private static final int MIB_3 = 3 << 20;

    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private final List<Duration> waited = new ArrayList<>();

    @BeforeEach
    void grantDrafts() {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Outcome carry(String name, byte[] content) {
        String message = Cloud365.text("To: ann@x.test", "Content-Type: multipart/mixed; boundary=m")
                + "--m\r\n\r\ntext\r\n--m\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Disposition: attachment; filename=" + name + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n--m--\r\n";
        Submission submission = new Submission(
                Envelope.of(Sandbox.MAILBOX, List.of("ann@x.test")),
                ByteSource.of(message.getBytes(StandardCharsets.ISO_8859_1)));
        return new GraphRoad(cloud.tokens(), cloud.clients(), GraphOptions.standard(), Clock.systemUTC(), waited::add)
                .carry(submission, cloud.account);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private long requests(String method, String path) {
        return sandbox.requests().log().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().matches(path))
                .count();
    }

    /** Around 3 MiB: where the JSON around the content makes the request too large, and on both sides of that. */
    static Stream<Arguments> sizes() {
        List<Arguments> sizes = new ArrayList<>();
        for (int nameLength : new int[] {1, 20, 240}) {
            for (int below : new int[] {480, 320, 240, 130, 100, 1, 0}) {
                sizes.add(Arguments.of(MIB_3 - below, nameLength));
            }
        }
        return sizes.stream();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void G7_anAttachmentOfAnySizeAroundThreeMebibytesArrives(int size, int nameLength) {
        byte[] content = random(size);
        String name = "n".repeat(nameLength);
        Outcome outcome = carry(name, content);
        assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
        List<Attachment> attachments = sandbox.delivered().get(0).attachments();
        assertThat(attachments).extracting(Attachment::name).containsExactly(name);
        assertThat(attachments.get(0).bytes()).isEqualTo(content);
        assertThat(sandbox.requests().log())
                .as("no request was refused")
                .filteredOn(request -> request.status() >= 400)
                .isEmpty();
    }

    @Test
    void G7_anAttachmentThatGraphFindsTooLargeForOneRequestIsUploaded() {
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.delay(Duration.ZERO));
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.status(413));
        Outcome outcome = carry("a", random(3_100_000));
        assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
        assertThat(requests("POST", ".*/createUploadSession")).isEqualTo(1);
        assertThat(sandbox.delivered().get(0).attachments()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"nextExpectedRanges\":[\"0-\"]}",
                "202 | {\"nextExpectedRanges\":[\"0-\"]}",
                "202 | {\"nextExpectedRanges\":[\"1-\"]}",
                "416 | {}",
                "503 | {}",
                "412 | {}"
            })
    void SEC7_anUploadThatMakesNoProgressEnds(int http, String body) {
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
        sandbox.faults().always(Target.GRAPH_UPLOAD, Fault.status(http).body(body));
        Status status = carry("a", random(4_000_000)).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(requests("PUT", "/upload/.*")).isLessThanOrEqualTo(10);
        assertThat(requests("DELETE", ".*/messages/.*")).as("no draft is left").isEqualTo(1);
        assertThat(sandbox.deliveredCount()).isZero();
    }

    @Test
    void SEC7_anUploadThatAdvancesByteForByteEnds() {
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
        for (int next = 1; next < 100; next++) {
            sandbox.faults()
                    .next(Target.GRAPH_UPLOAD, Fault.status(202).body("{\"nextExpectedRanges\":[\"" + next + "-\"]}"));
        }
        Status status = carry("a", random(4_000_000)).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().text()).contains("no progress");
        assertThat(requests("PUT", "/upload/.*")).isEqualTo(10);
    }

    @Test
    void SEC7_aLastChunkThatIsNotThereIsNotTakenForASuccess() {
        sandbox.faults().times(2, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.status(200));
        Status status = carry("a", random(4_000_000)).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(sandbox.deliveredCount()).as("without its attachment").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "https://outlook.office.com/x, https://graph.microsoft.com, true",
        "HTTPS://outlook.office.com/x, https://graph.microsoft.com, true",
        "https://outlook.office.com/x, http://127.0.0.1:80, true",
        "http://127.0.0.1/x, http://127.0.0.1:80, true",
        "http://127.0.0.1/x, https://graph.microsoft.com, false",
        "HTTP://LOCALHOST/x, https://graph.microsoft.com, false",
        "http://169.254.169.254/x, https://graph.microsoft.com, false",
        "http://outlook.office.com/x, https://graph.microsoft.com, false",
        "file:///etc/passwd, http://127.0.0.1:80, false",
        "ftp://127.0.0.1/x, http://127.0.0.1:80, false",
        "//outlook.office.com/x, https://graph.microsoft.com, false",
        "/x, https://graph.microsoft.com, false",
        "https:/x, https://graph.microsoft.com, false",
        "https:x, https://graph.microsoft.com, false",
        "not a url, https://graph.microsoft.com, false",
        "'', https://graph.microsoft.com, false"
    })
    void SEC15_aFileIsUploadedByHttpsOnlyUnlessGraphItselfIsHttp(String url, URI graph, boolean fine) {
        assertThat(UploadSession.url(url, graph).isPresent()).isEqualTo(fine);
    }

    @Test
    void SEC15_anUploadUrlOfAnotherKindIsTransient() {
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.status(201).body("{\"uploadUrl\":\"ftp://127.0.0.1/x\"}"));
        Status status = carry("a", random(4_000_000)).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(requests("PUT", ".*")).isZero();
    }
}
