package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.wiring.RoadFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mail client of Vert.x, which is Quarkus' too: pipelining, a pool of connections, its own MIME. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class VertxMailClientTest {
    @TempDir
    private Path folder;

    @Test
    void sendsThroughTheBridgeByGraph() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                BridgeRun bridge = BridgeRun.open(settings(sandbox), RoadFactory.open(Optional.empty()))) {
            Vertx vertx = Vertx.vertx();
            try {
                MailClient client = MailClient.create(
                        vertx,
                        new MailConfig("127.0.0.1", bridge.address().getPort())
                                .setStarttls(StartTLSOptions.REQUIRED)
                                .setTrustAll(true)
                                .setUsername("app")
                                .setPassword("LEGACYPASSWORD"));
                for (int i = 0; i < 3; i++) {
                    MailResult result = client.sendMail(message(i))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get();
                    assertThat(result.getRecipients()).hasSize(2);
                }
            } finally {
                vertx.close().toCompletionStage().toCompletableFuture().get();
            }
            List<Delivered> delivered = sandbox.delivered();
            assertThat(delivered).hasSize(3).allSatisfy(mail -> {
                assertThat(mail.road()).startsWith("graph");
                assertThat(mail.recipients()).containsExactlyInAnyOrder("a@x.example", "hidden@x.example");
            });
            assertThat(delivered.get(0).text()).contains("Subject: Invoice 0").contains("invoice.pdf");
        }
    }

    private Settings settings(Sandbox sandbox) {
        Map<String, String> settings = new TreeMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        // the client insists on it
        settings.put("ferrypost.bridge.starttls", "on");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        return Settings.of(settings);
    }

    private static MailMessage message(int number) {
        return new MailMessage()
                .setFrom(Sandbox.MAILBOX)
                .setTo("a@x.example")
                .setBcc("hidden@x.example")
                .setSubject("Invoice " + number)
                .setText("Gr\u00fc\u00dfe\n.a dot\n")
                .setAttachment(MailAttachment.create()
                        .setName("invoice.pdf")
                        .setContentType("application/pdf")
                        .setData(Buffer.buffer(new byte[20_000])));
    }
}
