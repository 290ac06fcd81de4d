package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ordered failures, over HTTP and over SMTP. */
class FaultTest {
    private static final String MIME = GraphClient.mime("From: noreply@contoso.example", "To: a@x.example");
    private static final String CONTENT =
            "From: noreply@contoso.example\r\nSubject: Hi\r\n\r\n" + "Text\r\n".repeat(20);
    private Sandbox sandbox;
    private GraphClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        client = new GraphClient(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void strikeInTheOrderGivenAndThenNoMore() throws Exception {
        sandbox.faults()
                .next(Target.GRAPH_SEND, Fault.status(503))
                .times(2, Target.GRAPH_SEND, Fault.status(429).retryAfter(7).code("TooManyRequests"));
        HttpResponse<String> first = client.sendMime(MIME);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(GraphClient.code(first)).isEqualTo("ErrorServerBusy");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> next = client.sendMime(MIME);
            assertThat(next.statusCode()).isEqualTo(429);
            assertThat(next.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(GraphClient.code(next)).isEqualTo("TooManyRequests");
        }
        assertThat(sandbox.faults().pending()).isZero();
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(202);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void mayConcernOneMailboxOrAnyRequest() throws Exception {
        sandbox.directory().addMailbox("other@contoso.example");
        sandbox.faults().always(Target.GRAPH_ANY, Fault.status(500).forMailbox("other@contoso.example"));
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(202);
        assertThat(client.get("/users/other@contoso.example/messages").statusCode())
                .isEqualTo(500);
        sandbox.faults().clear();
        assertThat(client.get("/users/other@contoso.example/messages").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answerWithoutDeliveringOrDeliverWithoutAnswering() throws Exception {
        sandbox.faults()
                .next(Target.GRAPH_SEND, Fault.dropBefore())
                .next(Target.GRAPH_SEND, Fault.dropDuring())
                .next(Target.GRAPH_SEND, Fault.dropBeforeAcceptance());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.sendMime(MIME)).isInstanceOf(IOException.class);
        }
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(200).body("{}"));
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(200);
        assertThat(sandbox.deliveredCount()).isZero();
        sandbox.faults().next(Target.GRAPH_SEND, Fault.dropAfterAcceptance());
        assertThatThrownBy(() -> client.sendMime(MIME)).isInstanceOf(IOException.class);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(504).afterAcceptance());
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(504);
        assertThat(sandbox.deliveredCount()).isEqualTo(2);
        assertThat(sandbox.requests().log().stream().filter(r -> r.status() == 0))
                .hasSize(4);
    }

    @Test
    void speakNonsense() throws Exception {
        sandbox.faults()
                .next(Target.GRAPH_SEND, Fault.html())
                .next(Target.GRAPH_SEND, Fault.garbage())
                .next(Target.GRAPH_SEND, Fault.status(503).retryAfter(Instant.parse("2026-11-22T08:00:00Z")));
        HttpResponse<String> page = client.sendMime(MIME);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(200);
        assertThat(client.sendMime(MIME).headers().firstValue("Retry-After")).hasValue("Sun, 22 Nov 2026 08:00:00 GMT");
    }

    @Test
    void delayAndStallUntilClosed() throws Exception {
        sandbox.faults().next(Target.GRAPH_SEND, Fault.delay(Duration.ofMillis(150)));
        long start = System.nanoTime();
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));

        sandbox.faults().next(Target.GRAPH_SEND, Fault.stall());
        CompletableFuture<HttpResponse<String>> stalled = CompletableFuture.supplyAsync(() -> {
            try {
                return client.sendMime(MIME);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        Awaitility.await().until(() -> sandbox.faults().pending() == 0);
        assertThat(stalled).isNotDone();
        sandbox.close();
        assertThat(stalled).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void strikeAtEveryPointOfSmtp() throws Exception {
        sandbox.faults().next(Target.SMTP_CONNECT, Fault.reply("421 4.3.2 Service not available"));
        try (SmtpClient refused = new SmtpClient(sandbox)) {
            assertThat(refused.reply()).isEqualTo("421 4.3.2 Service not available");
            assertThat(refused.reply()).isNull();
        }
        try (SmtpClient smtp = SmtpClient.secured(sandbox)) {
            sandbox.faults().next(Target.SMTP_EHLO, Fault.reply("500 5.3.3 Unrecognized command"));
            assertThat(smtp.ask("EHLO again")).startsWith("500 5.3.3");
            sandbox.faults().next(Target.SMTP_AUTH, Fault.reply("454 4.7.0 Temporary authentication failure"));
            String token = sandbox.smtpToken(sandbox.app(), Duration.ofHours(1));
            assertThat(smtp.auth(Sandbox.MAILBOX, token)).startsWith("454 4.7.0");
            assertThat(smtp.auth(Sandbox.MAILBOX, token)).startsWith("235");
            sandbox.faults().next(Target.SMTP_MAIL, Fault.status(451).forMailbox(Sandbox.MAILBOX));
            assertThat(smtp.ask("MAIL FROM:<noreply@contoso.example>")).startsWith("451 4.7.0");
            sandbox.faults().next(Target.SMTP_RCPT, Fault.reply("550 5.1.1 Unknown"));
            smtp.ask("MAIL FROM:<noreply@contoso.example>");
            assertThat(smtp.ask("RCPT TO:<a@x.example>")).startsWith("550 5.1.1");
            assertThat(smtp.ask("RCPT TO:<b@x.example>")).startsWith("250");
            sandbox.faults().next(Target.SMTP_DATA, Fault.reply("452 4.3.1 Insufficient system resources"));
            assertThat(smtp.ask("DATA")).startsWith("452 4.3.1");
            sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.reply("451 4.7.0 Temporary server error"));
            smtp.ask("DATA");
            assertThat(smtp.ask(CONTENT + ".")).startsWith("451 4.7.0");
            assertThat(sandbox.deliveredCount()).isZero();
        }
    }

    @Test
    void cutSmtpOffBeforeAndAfterAcceptance() throws Exception {
        sandbox.faults().next(Target.SMTP_DATA, Fault.dropDuring());
        assertThat(cutOff()).isZero();
        sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.dropBeforeAcceptance());
        assertThat(cutOff()).isZero();
        sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.dropAfterAcceptance());
        assertThat(cutOff()).isEqualTo(1);
    }

    @Test
    void aDelayAfterAcceptanceDeliversOnce() throws Exception {
        Fault late = Fault.delay(Duration.ofMillis(1)).afterAcceptance();
        sandbox.faults().next(Target.SMTP_FINAL_DOT, late).next(Target.GRAPH_SEND, late);
        try (SmtpClient smtp = SmtpClient.authenticated(sandbox)) {
            assertThat(smtp.send(Sandbox.MAILBOX, "a@x.example", CONTENT)).startsWith("250 2.0.0 OK");
        }
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
        assertThat(client.sendMime(MIME).statusCode()).isEqualTo(202);
        assertThat(sandbox.deliveredCount()).isEqualTo(2);
    }

    private int cutOff() throws Exception {
        try (SmtpClient smtp = SmtpClient.authenticated(sandbox)) {
            String reply;
            try {
                reply = smtp.send(Sandbox.MAILBOX, "a@x.example", CONTENT);
            } catch (IOException e) {
                reply = null;
            }
            assertThat(reply).isNull();
        }
        return sandbox.deliveredCount();
    }
}
