package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where other relays fail, from the client to the mailbox. What a single room decides is tested there:
 *
 * <ul>
 *   <li>recipients other than the header's, hidden ones: {@code GraphRoadTest}, {@code GraphEnvelopeTest}, {@code
 *       SmtpRoadTest}, {@code BlindCopiesTest}, {@code RefusalsTest}
 *   <li>429 in all forms, 500, 503, 401, upstream down, answers lost or cut: {@code FaultMatrixTest}, {@code GraphRoadTest},
 *       {@code GraphDraftTest}
 *   <li>token endpoint down, one token request for all, dead tokens: {@code TokensTest}, {@code EntraTest}, {@code
 *       SmtpRoadTest}, {@code FaultMatrixTest}
 *   <li>large messages: {@code GraphLargeTest}, and refused in time {@code LimitsTest}
 *   <li>kill -9: {@code KilledTest}, {@code CrashTest}, {@code GraphDraftTest}
 *   <li>odd From fields: {@code AddressListTest}, {@code AddressingTest}; content unchanged: {@code GraphRoadTest}, {@code
 *       SmtpRoadTest}
 *   <li>one slow call blocks all: {@code BlockedMailboxTest}, {@code GraphTurnsTest}, {@code PoolTest}; which also have the
 *       ceiling of 4 and 3 at once
 *   <li>unknown failures: {@code GraphErrorsTest}, {@code SmtpRepliesTest}; words for each: {@code RefusalsTest}
 *   <li>secrets: {@code NoSecretInOutputTest}, {@code NoSecretLeaksTest}; several apps and tenants: {@code AccountsTest},
 *       {@code PoolTest}
 *   <li>SIGTERM in mid-send: {@code LimitsTest}, {@code MainTest}; several messages on one connection: {@code DialogTest}
 * </ul>
 */
class RivalsTest {
    private static final String FROM = "noreply@contoso.example";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final Roads roads = RoadFactory.open(Optional.empty());

    @AfterEach
    void close() {
        roads.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rivalPostsAnEmptyBodyAfter429WeSendAllOfItAgain(boolean drafts) throws Exception {
        if (!drafts) {
            sandbox.app().roles("Mail.Send");
        }
        sandbox.faults().next(Target.GRAPH_ANY, Fault.status(429).retryAfter(1));
        try (Bridge bridge = open("first-try");
                Script script = greeted(bridge)) {
            assertThat(send(script, "Subject: x", "All of it")).startsWith("250 2.0.0 Queued");
            assertThat(hurried(bridge, 1).get(0).text()).endsWith("\r\n\r\nAll of it\r\n");
        }
    }

    @Test
    void rivalDropsTheSecondTryByItsMessageIdAndSays250() throws Exception {
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));
        try (Bridge bridge = open("direct");
                Script script = greeted(bridge)) {
            assertThat(send(script, "Message-ID: <1@contoso.example>", "x")).startsWith("451 4.3.2");
            assertThat(send(script, "Message-ID: <1@contoso.example>", "x")).startsWith("250 2.0.0 Accepted");
            assertThat(sandbox.delivered()).hasSize(1);
        }
    }

    @Test
    void rivalAnswers535WhileTheTokenEndpointIsDown() throws Exception {
        sandbox.faults().always(Target.TOKEN, Fault.html(503));
        try (Bridge bridge = open("first-try");
                Script script = greeted(bridge)) {
            assertThat(send(script, "Subject: x", "x")).startsWith("250 2.0.0 Queued");
            sandbox.faults().clear();
            hurried(bridge, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Invoices\r\n <noreply@contoso.example>",
                "From: \"noreply@contoso.example, the robot\" <noreply@contoso.example>",
                "From: Doe, Jane <noreply@contoso.example>",
                "From: noreply@contoso.example, other@contoso.example\r\nSender: noreply@contoso.example"
            })
    void rivalNeverSendsOddFromFields(String from) throws Exception {
        sandbox.mailbox().alias("other@contoso.example");
        try (Bridge bridge = open("first-try");
                Script script = greeted(bridge)) {
            script.run("c -> MAIL FROM:<" + FROM
                    + ">\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\nc -> DATA\ns <- 354");
            script.send(from + "\r\nTo: a@example.org\r\nSubject: x\r\n\r\nHello\r\n.\r\n");
            String reply = script.reply();
            // a display name with a bare comma is two addresses, of which one is none: refused, and said so
            if (from.contains("Doe,")) {
                assertThat(reply).startsWith("5");
            } else {
                assertThat(reply).startsWith("250 2.0.0 Accepted");
                assertThat(sandbox.delivered().get(0).recipients()).containsExactly("a@example.org");
            }
        }
    }

    @Test
    void rivalAsksForATokenForEachConnection() throws Exception {
        try (Bridge bridge = open("first-try")) {
            ExecutorService threads = Executors.newFixedThreadPool(20);
            List<Future<String>> replies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                replies.add(threads.submit(() -> {
                    try (Script script = greeted(bridge)) {
                        return send(script, "Subject: x", "x");
                    }
                }));
            }
            threads.shutdown();
            for (Future<String> reply : replies) {
                assertThat(reply.get()).startsWith("250 2.0.0 Accepted");
            }
            assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
            assertThat(sandbox.requests().log()).noneMatch(request -> request.status() == 429);
        }
    }

    @Test
    void rivalTellsNobodyOfAFailureAfterAcceptance() throws Exception {
        sandbox.app().roles("Mail.Send");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"));
        try (Bridge bridge = open("queue");
                Script script = greeted(bridge)) {
            assertThat(send(script, "Subject: x", "x")).startsWith("250 2.0.0 Queued");
            Delivered report = hurried(bridge, 1).get(0);
            assertThat(report.recipients()).containsExactly(FROM);
            assertThat(report.text())
                    .contains("Content-Type: multipart/report")
                    .contains("Final-Recipient: rfc822; a@example.org")
                    .contains("Status: 5.1.3");
        }
    }

    private Bridge open(String accept) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "graph");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.spool", folder.toString());
        CheckedSettings checked = CheckedSettings.of(Settings.of(settings));
        return Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE);
    }

    private static Script greeted(Bridge bridge) throws IOException {
        return Script.connect(bridge.addresses().get(0)).run("s <- 220\nc -> EHLO x\ns <~ 250");
    }

    /** The reply to a mail. */
    private static String send(Script script, String field, String text) throws IOException {
        return script.run("c -> MAIL FROM:<" + FROM + ">\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                        + "c -> DATA\ns <- 354\nc -> From: " + FROM + "\nc -> To: a@example.org\nc -> " + field
                        + "\nc ->\nc -> " + text + "\nc -> .")
                .reply();
    }

    /** What has arrived, when nothing waits any more; what waits is made due at once. */
    private List<Delivered> hurried(Bridge bridge, int count) throws Exception {
        Spool spool = bridge.spool().orElseThrow();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (Entry entry : spool.list(Filter.ALL, Optional.empty(), 100)) {
                spool.retryNow(entry.id());
            }
            return spool.stats().count() == 0;
        });
        assertThat(sandbox.delivered()).hasSize(count);
        return sandbox.delivered();
    }
}
