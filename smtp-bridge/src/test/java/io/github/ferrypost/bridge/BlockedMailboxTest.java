package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fifty clients at once, some of them at a mailbox that Microsoft throttles for ever: nobody else is slowed by it. */
class BlockedMailboxTest {
    private static final String BLOCKED = "blocked@contoso.example";
    private static final int CLIENTS_AT_BLOCKED = 10;
    private static final int CLIENTS_ELSEWHERE = 40;
    private static final int MAILS = 3;
    /** Of each refusal; all refusals one after the other, four at once, would take 37 s. */
    private static final Duration SLOW = Duration.ofSeconds(5);
    /** What a mail elsewhere may take, on a machine that is busy with other things. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"first-try, graph", "queue, graph", "queue, smtp"})
    void othersAreNotDelayed(String accept, String road) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Roads roads = RoadFactory.open(Optional.empty())) {
            sandbox.faults()
                    .always(
                            Target.GRAPH_ANY,
                            Fault.status(429).retryAfter(1).after(SLOW).forMailbox(BLOCKED))
                    .always(
                            Target.SMTP_MAIL,
                            Fault.reply("451 4.7.500 Server busy").after(SLOW).forMailbox(BLOCKED));
            CheckedSettings checked = CheckedSettings.of(Settings.of(settings(sandbox, accept, road)));
            try (Bridge bridge =
                    Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE)) {
                List<Future<Duration>> clients = sendAll(bridge);
                for (Future<Duration> elsewhere : clients.subList(CLIENTS_AT_BLOCKED, clients.size())) {
                    assertThat(elsewhere.get()).as("the slowest reply").isLessThan(BOUND);
                }
                sandbox.awaitDelivered(CLIENTS_ELSEWHERE * MAILS, BOUND);
                for (Future<Duration> blocked : clients.subList(0, CLIENTS_AT_BLOCKED)) {
                    blocked.get();
                }
                await("what waits is the blocked mailbox's, and all of it")
                        .until(() -> bridge.spool().orElseThrow().stats().count() == CLIENTS_AT_BLOCKED * MAILS);
            }
            assertThat(sandbox.deliveredCount()).isEqualTo(CLIENTS_ELSEWHERE * MAILS);
        }
    }

    /** Those of the blocked mailbox first; each tells its slowest reply. */
    private static List<Future<Duration>> sendAll(Bridge bridge) {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS_AT_BLOCKED + CLIENTS_ELSEWHERE);
        CountDownLatch together = new CountDownLatch(CLIENTS_AT_BLOCKED + CLIENTS_ELSEWHERE);
        List<Future<Duration>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS_AT_BLOCKED + CLIENTS_ELSEWHERE; i++) {
            String sender = i < CLIENTS_AT_BLOCKED ? BLOCKED : "m" + i % 5 + "@contoso.example";
            clients.add(threads.submit(() -> send(bridge, sender, together)));
        }
        threads.shutdown();
        return clients;
    }

    private static Duration send(Bridge bridge, String sender, CountDownLatch together)
            throws IOException, InterruptedException {
        Duration slowest = Duration.ZERO;
        try (Script script = Script.connect(bridge.addresses().get(0))) {
            script.run("s <- 220\nc -> EHLO x\ns <~ 250");
            together.countDown();
            together.await();
            for (int i = 0; i < MAILS; i++) {
                long begun = System.nanoTime();
                script.run("c -> MAIL FROM:<" + sender + ">\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                        + "c -> DATA\ns <- 354\nc -> From: " + sender
                        + "\nc -> To: a@example.org\nc -> Subject: x\nc ->\n"
                        + "c -> .\ns <- 250 2.0.0");
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
        }
        return slowest;
    }

    private Map<String, String> settings(Sandbox sandbox, String accept, String road) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.pace", "off");
        settings.put("ferrypost.bridge.stop-timeout", "1s");
        // shorter than a client's own patience: ten clients wait for four requests of 5 s
        settings.put("ferrypost.bridge.patience", "5s");
        settings.put("ferrypost.bridge.spool", folder.toString());
        sandbox.directory().addMailbox(BLOCKED);
        settings.put("ferrypost.account.blocked.mailbox", BLOCKED);
        for (int i = 0; i < 5; i++) {
            String mailbox = "m" + i + "@contoso.example";
            sandbox.directory().addMailbox(mailbox);
            settings.put("ferrypost.account.m" + i + ".mailbox", mailbox);
        }
        return settings;
    }
}
