package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.Visitor.Answer;
import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.bridge.monitor.CountingJournal;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are told: whether the bridge can do its work, and how much it has done. */
class PageHealthTest {
    private static final String FROM = Sandbox.MAILBOX;

    /** Without the right to drafts there is one request for each mail, and none of the search for orphan drafts. */
    private static Sandbox sendingOnly() {
        Sandbox sandbox = Sandbox.start();
        sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
        return sandbox;
    }

    @TempDir
    private Path folder;

    @Test
    void rivalHasNoHealth() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(monitor, 200, "ok\n");

            // busy is not broken
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503));
            run.send(FROM, "a@fabrikam.example");
            assertThat(monitor.get("/health").status()).isEqualTo(200);
            run.sandbox.faults().clear();

            run.sandbox.app().expireSecrets().revokeTokens();
            run.send(FROM, "b@fabrikam.example");
            assertThat(monitor.get("/health").status()).isEqualTo(503);
            assertThat(monitor.get("/health").body())
                    .startsWith("account default cannot send; the last reply was: AADSTS7000222");
        }
    }

    @Test
    void N4_aWrongSecretIsRedBeforeTheFirstMail() throws Exception {
        try (PageRun run = PageRun.open(
                folder, settings -> settings.put("ferrypost.secret", "wrong8Q~but-long-enough-to-be-a-secret-40"))) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(
                    monitor,
                    503,
                    "not proven: account default has not signed in or sent a message since the start; the"
                            + " last reply was: AADSTS7000215");
            assertThat(value(monitor, "ferrypost_proven{account=\"default\"}")).isZero();
            assertThat(monitor.get("/health/live"))
                    .extracting(Answer::status, Answer::body)
                    .containsExactly(200, "ok\n");
            String status = Visitor.by(run.link()).get("/").body();
            assertThat(status).contains("Not proven yet:", "AADSTS7000215").doesNotContain("Working");
        }
    }

    @Test
    void N4_everyRequestAnsweredWith503IsNotHealthy() throws Exception {
        try (PageRun run = PageRun.open(sendingOnly(), folder, settings -> {})) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(monitor, 200, "ok\n");
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503));
            for (int i = 0; i < 3; i++) {
                run.send(FROM, "a@fabrikam.example");
            }
            awaitHealth(monitor, 503, "account default: the last ");
            assertThat(value(monitor, "ferrypost_proven{account=\"default\"}")).isZero();
            run.sandbox.faults().clear();
            run.send(FROM, "b@fabrikam.example");
            awaitHealth(monitor, 200, "ok\n");
            assertThat(value(monitor, "ferrypost_proven{account=\"default\"}")).isEqualTo(1);
        }
    }

    @Test
    void SEC1_aFailedThreadIsSeenByHealthLiveAndMetrics() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(monitor, 200, "ok\n");
            assertThat(value(monitor, "ferrypost_listening")).isEqualTo(1);
            run.threads.failed("ferrypost-listen-2525", new OutOfMemoryError("as planned"));
            awaitHealth(monitor, 503, "thread ferrypost-listen-2525 has failed");
            assertThat(monitor.get("/health/live"))
                    .extracting(Answer::status, Answer::body)
                    .containsExactly(503, "failed: ferrypost-listen-2525\n");
            assertThat(value(monitor, "ferrypost_listening")).isZero();
        }
    }

    @Test
    void aQueueThatCannotBeWrittenIsUnhealthy() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(monitor, 200, "ok\n");
            run.bridge.spool().orElseThrow().close();
            Answer answer = monitor.get("/health");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).startsWith("the queue cannot store messages");
        }
    }

    @Test
    void aBridgeThatNoClientCanReachIsUnhealthy() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> settings.put("ferrypost.bridge.accept", "direct"))) {
            Visitor monitor = Visitor.at(run.port());
            awaitHealth(monitor, 200, "ok\n");
            run.bridge.close();
            assertThat(monitor.get("/health").body()).isEqualTo("no client can connect: the bridge does not listen\n");
        }
    }

    @Test
    void everyFateIsCountedOnce() throws Exception {
        try (PageRun run = PageRun.open(sendingOnly(), folder, settings -> {
            settings.put("ferrypost.account.erp.mailbox", "erp@contoso.example");
            settings.put("ferrypost.account.erp.roads", "smtp");
        })) {
            run.sandbox.directory().addMailbox("erp@contoso.example");
            Visitor monitor = Visitor.at(run.port());
            assertThat(value(monitor, "ferrypost_delivered_total{account=\"default\"}"))
                    .isZero();

            assertThat(run.send(FROM, "a@fabrikam.example", "b@fabrikam.example"))
                    .startsWith("250");
            assertThat(run.send("erp@contoso.example", "c@fabrikam.example")).startsWith("250");
            run.sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"));
            assertThat(run.send(FROM, "wrong@fabrikam.example")).startsWith("550");
            run.sandbox.faults().next(Target.GRAPH_SEND, Fault.status(503).retryAfter(600));
            assertThat(run.send(FROM, "later@fabrikam.example")).contains("Queued");
            Reply stranger = Reply.of(550, "5.7.1", "No account of this bridge sends for him");
            new CountingJournal(new MailLog(), run.metrics)
                    .refused(new Rejection(
                            InetAddress.getLoopbackAddress(), "MAIL FROM:<stranger@nowhere.example>", stranger));

            assertThat(value(monitor, "ferrypost_delivered_total{account=\"default\"}"))
                    .isEqualTo(2);
            assertThat(value(monitor, "ferrypost_delivered_total{account=\"erp\"}"))
                    .isEqualTo(1);
            assertThat(value(monitor, "ferrypost_refused_total{account=\"default\"}"))
                    .isEqualTo(1);
            assertThat(value(monitor, "ferrypost_deferred_total{account=\"default\"}"))
                    .isEqualTo(1);
            assertThat(value(monitor, "ferrypost_mails_total{account=\"default\",answer=\"accepted\"}"))
                    .isEqualTo(2);
            assertThat(value(monitor, "ferrypost_mails_total{account=\"default\",answer=\"refused\"}"))
                    .isEqualTo(1);
            assertThat(value(monitor, "ferrypost_turned_away_total")).isEqualTo(1);
            assertThat(value(monitor, "ferrypost_queue{state=\"queued\"}")).isEqualTo(1);
            assertThat(value(monitor, "ferrypost_queue_oldest_seconds{state=\"queued\"}"))
                    .isBetween(0.0, 60.0);
            assertThat(value(
                            monitor,
                            "ferrypost_tries_seconds_count{account=\"erp\",result=\"accepted\",road=\"smtp\"}"))
                    .isEqualTo(1);
            assertThat(value(monitor, "ferrypost_listening")).isEqualTo(1);
            assertThat(monitor.get("/metrics").body()).doesNotContain("@", "fabrikam", "contoso");
        }
    }

    /** Issue 3: what is sent again though it may have arrived is to be seen. */
    @Test
    void aMailSentAgainInDoubtIsCounted() throws Exception {
        try (PageRun run = PageRun.open(sendingOnly(), folder, settings -> {})) {
            run.sandbox.faults().next(Target.GRAPH_SEND, Fault.dropAfterAcceptance());
            assertThat(run.send(FROM, "a@fabrikam.example")).contains("Queued");
            Spool spool = run.bridge.spool().orElseThrow();
            Visitor monitor = Visitor.at(run.port());
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (Entry entry : spool.list(Filter.ALL, Optional.empty(), 10)) {
                    spool.retryNow(entry.id());
                }
                return value(monitor, "ferrypost_sent_again_total{account=\"default\"}") == 1;
            });
            assertThat(value(monitor, "ferrypost_doubt_total{account=\"default\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void anAccountAtRestIsTold() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> settings.put("ferrypost.bridge.accept", "queue"))) {
            Visitor monitor = Visitor.at(run.port());
            assertThat(run.send(FROM, "a@fabrikam.example")).startsWith("250");
            run.sandbox.awaitDelivered(1, Duration.ofSeconds(20));
            run.sandbox.app().expireSecrets().revokeTokens();
            for (int i = 0; i < 3; i++) {
                run.send(FROM, "a@fabrikam.example");
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> value(monitor, "ferrypost_resting{account=\"default\"}") == 1);
            assertThat(value(monitor, "ferrypost_sign_in_failures_total{account=\"default\"}"))
                    .isGreaterThanOrEqualTo(3);
            String status = Visitor.by(run.link()).get("/").body();
            assertThat(status).contains("AADSTS7000222", "Delivery is paused", "Next attempt");
        }
    }

    /** The first sign-in goes on while the page is open already. */
    private static void awaitHealth(Visitor monitor, int status, String beginning) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer answer = monitor.get("/health");
            assertThat(answer.body()).startsWith(beginning);
            assertThat(answer.status()).isEqualTo(status);
        });
    }

    private static double value(Visitor monitor, String series) throws Exception {
        return monitor.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }
}
