package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** sendMail. */
class GraphSendTest {
    private static final String FROM = "From: noreply@contoso.example";
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
    void deliversToTheHeadersAndHidesBcc() throws Exception {
        String mime = GraphClient.mime(
                FROM,
                "To: \"Doe, J. @ home\" <a@x.example>, friends: b@x.example,",
                " =?utf-8?Q?J=C3=BCrgen?= (a, comment) <c@x.example>;",
                "Cc: A@x.example",
                "BCC: hidden@x.example,",
                "\tü@x.example");
        HttpResponse<String> response = client.send(client.request("/users/NoReply@contoso.example/sendMail")
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("client-request-id", "mine")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(GraphClient.base64(mime))));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("client-request-id")).hasValue("mine");
        assertThat(response.headers().firstValue("date")).isPresent();
        assertThat(sandbox.delivered()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients())
                    .containsExactly("a@x.example", "b@x.example", "c@x.example", "hidden@x.example", "ü@x.example");
            assertThat(mail.text()).doesNotContainIgnoringCase("bcc").doesNotContain("hidden");
            assertThat(mail.text()).startsWith(FROM).endsWith("Cc: A@x.example\r\n\r\nHello\r\n");
            assertThat(mail.submitted()).isEqualTo(mime.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(mail.road()).isEqualTo(Delivered.GRAPH_MIME);
            assertThat(mail.mailbox()).isEqualTo(Sandbox.MAILBOX);
            assertThat(response.headers().firstValue("request-id")).hasValue(mail.requestId());
        });
    }

    @Test
    void refusesATokenThatIsNotForThis() throws Exception {
        String good = client.token;
        for (String token : List.of(
                "garbage",
                "a.b.c",
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                sandbox.graphToken(sandbox.app(), Duration.ZERO),
                sandbox.smtpToken(sandbox.app(), Duration.ofHours(1)))) {
            client.token = token;
            HttpResponse<String> response = client.sendMime(GraphClient.mime(FROM, "To: a@x.example"));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(GraphClient.code(response)).isEqualTo("InvalidAuthenticationToken");
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer ");
        }
        client.token = good;
        sandbox.app().revokeTokens();
        assertThat(client.sendMime(GraphClient.mime(FROM, "To: a@x.example")).body())
                .contains("TokenIssuedBeforeRevocationTimestamp");
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void wantsTheRoleOrRbac() throws Exception {
        App bare = sandbox.directory().addApp("bare");
        client.token = sandbox.graphToken(bare, Duration.ofHours(1));
        HttpResponse<String> denied = client.sendMime(GraphClient.mime(FROM, "To: a@x.example"));
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(GraphClient.code(denied)).isEqualTo("ErrorAccessDenied");
        sandbox.mailbox().grantRbac(bare, "Mail.Send");
        assertThat(client.sendMime(GraphClient.mime(FROM, "To: a@x.example")).statusCode())
                .isEqualTo(202);
    }

    @Test
    void U3_aSharedMailboxNeedsNoLicence() throws Exception {
        sandbox.directory().addSharedMailbox("sales@contoso.example");
        String mail = GraphClient.mime("From: sales@contoso.example", "To: a@x.example");
        assertThat(client.post("/users/sales@contoso.example/sendMail", "text/plain", GraphClient.base64(mail))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void refusesWhatExchangeRefuses() throws Exception {
        refused(400, "ErrorInvalidRecipients", GraphClient.mime(FROM, "To: undisclosed-recipients:;"));
        refused(400, "ErrorInvalidRecipients", GraphClient.mime(FROM, "To: nobody"));
        refused(403, "ErrorSendAsDenied", GraphClient.mime("From: b@contoso.example", "To: a@x.example"));
        sandbox.mailbox().full(true);
        refused(507, "ErrorQuotaExceeded", GraphClient.mime(FROM, "To: a@x.example"));
        sandbox.mailbox().full(false).licensed(false);
        refused(404, "MailboxNotEnabledForRESTAPI", GraphClient.mime(FROM, "To: a@x.example"));
        sandbox.mailbox().licensed(true).sendAs("b@contoso.example");
        HttpResponse<String> other = client.sendMime(GraphClient.mime("From: B@contoso.example", "To: a@x.example"));
        assertThat(other.statusCode()).isEqualTo(202);
        HttpResponse<String> nobody = client.post("/users/nobody@contoso.example/sendMail", "text/plain", "AAAA");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(GraphClient.code(nobody)).isEqualTo("ErrorInvalidUser");
        String path = "/users/" + Sandbox.MAILBOX + "/sendMail";
        assertThat(GraphClient.code(client.post(path, "text/plain", "From: not base64!")))
                .isEqualTo("ErrorMimeContentInvalidBase64String");
        assertThat(client.post(path, "text/plain", "A".repeat(4 * 1024 * 1024 + 4))
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.post(path, "message/rfc822", "AAAA").statusCode()).isEqualTo(415);
        assertThat(client.post(path, "application/json", "{").statusCode()).isEqualTo(400);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    private void refused(int status, String code, String mime) throws Exception {
        HttpResponse<String> response = client.sendMime(mime);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(GraphClient.code(response)).isEqualTo(code);
    }

    @Test
    void takesJson() throws Exception {
        Map<String, Object> message = JsonValues.of(
                "subject", "Hi",
                "body", JsonValues.of("contentType", "Text", "content", "Hello"),
                "toRecipients", List.of(JsonValues.of("emailAddress", JsonValues.of("address", "a@x.example"))),
                "bccRecipients", List.of(JsonValues.of("emailAddress", JsonValues.of("address", "b@x.example"))));
        String path = "/users/" + sandbox.mailbox().id() + "/sendMail";
        assertThat(client.postJson(path, Map.of("message", message)).statusCode())
                .isEqualTo(202);
        assertThat(sandbox.delivered()).singleElement().satisfies(mail -> {
            assertThat(mail.road()).isEqualTo(Delivered.GRAPH_JSON);
            assertThat(mail.recipients()).containsExactly("a@x.example", "b@x.example");
            assertThat(mail.text()).contains("Subject: Hi").endsWith("Hello").doesNotContain("b@x.example");
        });
        message.put("toRecipients", List.of());
        message.put("bccRecipients", List.of());
        assertThat(GraphClient.code(client.postJson(path, Map.of("message", message))))
                .isEqualTo("ErrorInvalidRecipients");
        message.put(
                "internetMessageHeaders",
                IntStream.range(0, 6)
                        .mapToObj(i -> JsonValues.of("name", "X-" + i, "value", "v"))
                        .collect(Collectors.toList()));
        assertThat(GraphClient.code(client.postJson(path, Map.of("message", message))))
                .isEqualTo("InvalidInternetMessageHeaderCollection");
    }

    @Test
    void throttlesTheFifthRequestOfAMailbox() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Sandbox slow =
                Sandbox.builder().serviceTime(Duration.ofMillis(400)).start()) {
            GraphClient each = new GraphClient(slow);
            Callable<HttpResponse<String>> task = () -> each.sendMime(GraphClient.mime(FROM, "To: a@x.example"));
            List<Future<HttpResponse<String>>> sent =
                    threads.invokeAll(Stream.generate(() -> task).limit(12).collect(Collectors.toList()));
            int accepted = 0;
            for (Future<HttpResponse<String>> future : sent) {
                if (future.get().statusCode() == 202) {
                    accepted++;
                } else {
                    assertThat(future.get().statusCode()).isEqualTo(429);
                    assertThat(GraphClient.code(future.get())).isEqualTo("ApplicationThrottled");
                    assertThat(future.get().headers().firstValue("Retry-After")).hasValue("1");
                }
            }
            assertThat(accepted).isBetween(4, 11);
            assertThat(slow.deliveredCount()).isEqualTo(accepted);
            assertThat(slow.requests().maxConcurrentGraph(Sandbox.MAILBOX)).isGreaterThan(4);
            assertThat(slow.requests().graphRequests()).isEqualTo(12);
            assertThat(slow.requests().log()).hasSize(12);
        } finally {
            threads.shutdownNow();
        }
    }
}
