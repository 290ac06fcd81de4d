package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.corpus.LargeMail;
import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.bridge.deliver.SweepNow;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kill -9 in the middle of an upload: sooner or later no draft is left in the mailbox. */
class KilledUploadTest {
    private static final LargeMail MAIL = new LargeMail(6_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** Its clock is slow, so that what it makes now is long past for everybody else. */
    private final Sandbox sandbox = Sandbox.builder()
            .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-7)))
            .start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void stallInTheSecondChunk() {
        // the session and the first chunk pass
        sandbox.faults().times(2, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
        sandbox.faults().next(Target.GRAPH_UPLOAD, Fault.stall());
    }

    private void awaitTheStall() {
        await().atMost(PATIENCE).until(() -> sandbox.faults().pending() == 0);
        assertThat(drafts()).isEqualTo(1);
    }

    private int drafts() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sandbox.graph() + "/v1.0/users/" + Sandbox.MAILBOX + "/mailFolders/drafts/messages"))
                .header("Authorization", "Bearer " + sandbox.graphToken(sandbox.app(), Duration.ofHours(1)))
                .build();
        String found = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
        return found.split("\"isDraft\":true", -1).length - 1;
    }

    @Test
    void theNextRunOfAProgramWithTheTransportTidiesUp() throws Exception {
        Path large = MAIL.file(folder);
        Path small = Files.writeString(folder.resolve("small.txt"), "small");
        stallInTheSecondChunk();
        try (Program program = OldSoftware.start(folder, sandbox.settings(), List.of(), large)) {
            awaitTheStall();
            program.kill();
        }
        try (Program program = OldSoftware.start(folder, sandbox.settings(), List.of(), small)) {
            program.awaitOut("(sent small.txt)");
            await().atMost(PATIENCE).until(() -> drafts() == 0);
        }
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    /** @param remembered whether the queue knows of the mail, and so of its draft: the next run goes on with it */
    @ParameterizedTest
    @CsvSource({"direct, false", "first-try, false", "queue, true"})
    void theNextRunOfTheBridgeTidiesUp(String accept, boolean remembered) throws Exception {
        Map<String, String> settings = settings(accept);
        stallInTheSecondChunk();
        try (Program program = Program.fromClasses(folder, Map.of(), "run")) {
            int port = Integer.parseInt(program.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> send(port));
            awaitTheStall();
            program.kill();
            assertThat(told.join().startsWith("250")).isEqualTo(remembered);
        }
        SweepNow.with(settings);
        assertThat(drafts()).isEqualTo(remembered ? 1 : 0);
        if (remembered) {
            try (Program program = Program.fromClasses(folder, Map.of(), "run")) {
                program.awaitOut("(listens on)");
                sandbox.awaitDelivered(1, PATIENCE);
                await().atMost(PATIENCE).until(() -> drafts() == 0);
            }
        }
        assertThat(sandbox.deliveredCount()).isEqualTo(remembered ? 1 : 0);
    }

    private static String send(int port) {
        try (SmtpSession client = new SmtpSession(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            assertThat(client.begin(Sandbox.MAILBOX, "", List.of("a@customer.example")))
                    .startsWith("354");
            MAIL.writeTo(client.data());
            return client.end();
        } catch (Exception e) {
            return "the connection ended: " + e;
        }
    }

    private Map<String, String> settings(String accept) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
        return settings;
    }
}
