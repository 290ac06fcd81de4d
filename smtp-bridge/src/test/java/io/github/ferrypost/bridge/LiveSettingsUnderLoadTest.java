package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.cli.RunningBridge;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.bridge.reload.SettingsFolder;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.testing.TestKeys;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten clients send without a pause while settings change: no message is refused or lost, and no connection breaks. */
class LiveSettingsUnderLoadTest {
    private static final int CLIENTS = 10;
    /** For a machine that is busy with other tests; {@link #inUse} prints how long it took. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<String> failedThreads = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Clerk> clerks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Sandbox sandbox;
    private Path secret;
    private SettingsFolder settings;
    private RunningBridge running;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        secret = Files.writeString(folder.resolve("secret.txt"), sandbox.secret());
        Files.writeString(folder.resolve("listener.pem"), pem("CN=before"));
        Map<String, String> values = new HashMap<>(sandbox.settings());
        values.put("ferrypost.secret", "${file:secret.txt}");
        values.put("ferrypost.bridge.listen", "127.0.0.1:0");
        values.put("ferrypost.bridge.web", "off");
        values.put("ferrypost.bridge.starttls", "on");
        values.put("ferrypost.bridge.certificate", "listener.pem");
        settings = new SettingsFolder(folder, values);
        running = RunningBridge.open(
                CheckedSettings.of(settings.read(new TreeSet<>())),
                RoadFactory::open,
                settings,
                alerts -> new EssentialThreads((thread, cause) -> failedThreads.add(thread)));
        startClients();
    }

    private void startClients() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(CLIENTS * 3);
        for (int i = 0; i < CLIENTS; i++) {
            Clerk clerk = new Clerk(smtp().getPort(), "client" + i, () -> {
                answers.incrementAndGet();
                busy.countDown();
            });
            clerks.add(clerk);
            threads.add(new Thread(clerk, "clerk-" + i));
        }
        threads.forEach(Thread::start);
        busy.await();
    }

    @AfterEach
    void stop() throws InterruptedException {
        running.close();
        for (Thread thread : threads) {
            thread.join();
        }
        sandbox.close();
    }

    private InetSocketAddress smtp() {
        return running.bridge().addresses().get(0);
    }

    private static String pem(String subject) throws Exception {
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-keysize", "2048", "-dname", subject);
        return keys.certificatePem() + keys.pkcs8Pem();
    }

    /** Waits until a new value is in use, and says how long it took. */
    private static void inUse(String what, Callable<Boolean> used) {
        long begin = System.nanoTime();
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(used);
        System.out.printf("%s: in use after %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }

    private void everyClientSendsAgain() {
        int before = answers.get();
        await().atMost(PATIENCE).until(() -> answers.get() >= before + 2 * CLIENTS);
        assertThat(threads).as("whose connections have not broken").allMatch(Thread::isAlive);
    }

    /** Stops the clients, and compares what they got with what arrived. */
    private void nothingIsRefusedOrLost() throws Exception {
        everyClientSendsAgain();
        await().atMost(PATIENCE)
                .until(() -> running.bridge().spool().orElseThrow().stats().count() == 0);
        running.close();
        for (Thread thread : threads) {
            thread.join();
        }
        List<Clerk.Answered> answered =
                clerks.stream().flatMap(clerk -> clerk.answered().stream()).toList();
        assertThat(answered).allMatch(one -> one.reply().startsWith("250 "));
        // the bridge has stored what was on its way when it stopped
        Set<String> stored = answered.stream()
                .filter(one -> one.reply().contains("Queued"))
                .map(Clerk.Answered::recipient)
                .collect(Collectors.toSet());
        Map<String, Long> arrived = sandbox.delivered().stream()
                .flatMap(mail -> mail.recipients().stream())
                .collect(Collectors.groupingBy(recipient -> recipient, Collectors.counting()));
        assertThat(answered).allMatch(one -> arrived.containsKey(one.recipient()) || stored.contains(one.recipient()));
        assertThat(arrived.values()).as("each once").allMatch(count -> count == 1);
        assertThat(failedThreads).isEmpty();
    }

    private boolean isApplied(String key) {
        ReloadResult last = running.live().last();
        return last.kind() == ReloadResult.Kind.APPLIED && last.changed().contains(key);
    }

    @Test
    void N3_anExpiredSecretIsRenewed() throws Exception {
        sandbox.app().expireSecrets().revokeTokens();
        await().atMost(PATIENCE)
                .until(() -> running.bridge().spool().orElseThrow().stats().count() > 20);
        String renewed = sandbox.app().addSecret();
        sandbox.clearDelivered();
        Files.writeString(secret, renewed);
        inUse("the secret", () -> sandbox.deliveredCount() > 0);
        everyClientSendsAgain();
        await().atMost(PATIENCE)
                .until(() -> running.bridge().spool().orElseThrow().stats().count() == 0);
        assertThat(running.metrics().isProven(running.bridge().accounts().all().get(0)))
                .isTrue();
    }

    @Test
    void aSecretIsRotatedBeforeItExpires() throws Exception {
        long before = sandbox.requests().tokenRequests();
        Files.writeString(secret, sandbox.app().addSecret());
        inUse("the secret", () -> sandbox.requests().tokenRequests() > before);
        nothingIsRefusedOrLost();
    }

    @Test
    void anAccountIsAddedChangedAndRemoved() throws Exception {
        sandbox.directory().addMailbox("erp@contoso.example");
        settings.change(Map.of("ferrypost.account.erp.mailbox", "erp@contoso.example"));
        inUse("the account", () -> isApplied("ferrypost.account.erp.mailbox"));
        sendsAsErp();
        settings.change(Map.of("ferrypost.account.erp.roads", "smtp"));
        inUse("the road", () -> isApplied("ferrypost.account.erp.roads"));
        sendsAsErp();
        assertThat(sandbox.delivered().stream()
                        .filter(mail -> mail.mailbox().equalsIgnoreCase("erp@contoso.example"))
                        .map(Delivered::road))
                .containsExactly(Delivered.GRAPH_DRAFT, Delivered.SMTP);
        settings.change(Map.of("ferrypost.account.erp.mailbox", "", "ferrypost.account.erp.roads", ""));
        inUse("the removal", () -> running.bridge().accounts().named("erp").isEmpty());
        everyClientSendsAgain();
    }

    private void sendsAsErp() throws IOException {
        try (Script script = Script.connect(smtp())) {
            script.run("""
                    s <- 220
                    c -> EHLO x
                    s <~ 250
                    c -> MAIL FROM:<erp@contoso.example>
                    s <- 250
                    c -> RCPT TO:<erp-recipient@example.org>
                    s <- 250
                    c -> DATA
                    s <- 354
                    c -> From: erp@contoso.example
                    c ->\s
                    c -> x
                    c -> .
                    s <- 250 2.0.0 Accepted
                    """);
        }
    }

    @Test
    void theListenersCertificateIsReplaced() throws Exception {
        assertThat(certificate()).contains("CN=before");
        Files.writeString(folder.resolve("listener.pem"), pem("CN=after"));
        inUse("the certificate", () -> certificate().contains("CN=after"));
        nothingIsRefusedOrLost();
    }

    @Test
    void theAccountsCertificateIsReplaced() throws Exception {
        String one = pem("CN=one");
        String two = pem("CN=two");
        sandbox.app().addCertificate(one).addCertificate(two);
        Files.writeString(folder.resolve("account.pem"), one);
        long withSecret = sandbox.requests().tokenRequests();
        settings.change(Map.of("ferrypost.secret", "", "ferrypost.certificate", "account.pem"));
        inUse("a certificate instead of the secret", () -> sandbox.requests().tokenRequests() > withSecret);
        everyClientSendsAgain();
        long withOne = sandbox.requests().tokenRequests();
        Files.writeString(folder.resolve("account.pem"), two);
        inUse("the next certificate", () -> sandbox.requests().tokenRequests() > withOne);
        nothingIsRefusedOrLost();
    }

    @Test
    void brokenChangesAreRejectedAndTheOldSettingsContinue() throws Exception {
        String good = Files.readString(secret);
        rejects("patience is \"soon\"", () -> settings.change(Map.of("ferrypost.bridge.patience", "soon")));
        everyClientSendsAgain();
        rejects(
                "gone.txt",
                () -> settings.change(Map.of("ferrypost.bridge.patience", "", "ferrypost.secret", "${file:gone.txt}")));
        everyClientSendsAgain();
        try (ServerSocket taken = new ServerSocket(0, 1, smtp().getAddress())) {
            rejects(
                    "cannot listen on 127.0.0.1:" + taken.getLocalPort(),
                    () -> settings.change(Map.of(
                            "ferrypost.secret",
                            "${file:secret.txt}",
                            "ferrypost.bridge.listener.more.address",
                            "127.0.0.1:" + taken.getLocalPort())));
        }
        everyClientSendsAgain();
        settings.change(Map.of("ferrypost.bridge.listener.more.address", ""));
        rejects("listener.pem", () -> {
            String pem = Files.readString(folder.resolve("listener.pem"));
            Files.writeString(folder.resolve("listener.pem"), pem.substring(0, pem.length() / 2));
        });
        everyClientSendsAgain();
        assertThat(certificate()).contains("CN=before");
        Files.writeString(folder.resolve("listener.pem"), pem("CN=before"));
        Files.writeString(secret, good);
        inUse("the correction", () -> !running.live().last().isRejected());
        nothingIsRefusedOrLost();
    }

    private interface Breaking {
        void run() throws IOException;
    }

    private void rejects(String reason, Breaking change) throws IOException {
        change.run();
        await(reason)
                .atMost(PATIENCE)
                .until(() -> running.live().last().isRejected()
                        && String.join(" ", running.live().last().problems()).contains(reason));
        assertThat(running.bridge().isListening()).isTrue();
    }

    /** The subject of the certificate that a client gets after STARTTLS. */
    private String certificate() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustEverything()}, null);
        try (Script plain = Script.connect(smtp())) {
            plain.run("s <- 220\nc -> EHLO x\ns <~ 250\nc -> STARTTLS\ns <- 220");
            Socket raw = plain.socket();
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true)) {
                socket.startHandshake();
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                        .getSubjectX500Principal()
                        .getName();
            }
        }
    }

    private static final class TrustEverything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
