package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C1: Prometheus' Alertmanager, which sends by Go's net/smtp. Its own default is to insist on STARTTLS. */
class AlertmanagerTest {
    private static final String PROGRAM = "prometheus-alertmanager";

    @TempDir
    private Path folder;

    @Test
    void C1_alertmanagerWithoutTlsDeliversToTheDefaultBridge() throws Exception {
        delivers("smtp_require_tls: false", Map.of(), Map.of());
    }

    @Test
    void C1_alertmanagerByDefaultDeliversWhereItTrustsTheCertificate() throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        delivers(
                "",
                Map.of("ferrypost.bridge.certificate", authority.chain().toString()),
                Map.of("SSL_CERT_FILE", authority.authority().toString()));
    }

    private void delivers(String more, Map<String, String> own, Map<String, String> environment) throws Exception {
        new Shell(folder).needs(PROGRAM, PROGRAM);
        try (Sandbox sandbox = Sandbox.start();
                BridgeRun bridge = bridge(sandbox, own)) {
            URI api = URI.create("http://127.0.0.1:" + Ports.free());
            Process alertmanager = start(api, bridge.address().getPort(), more, environment);
            try {
                alert(api);
                Delivered mail =
                        sandbox.awaitDelivered(1, Duration.ofSeconds(60)).get(0);
                assertThat(mail.envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
                assertThat(mail.recipients()).containsExactly("ops@example.org");
                assertThat(mail.text()).contains("DiskFull");
            } finally {
                alertmanager.destroy();
                alertmanager.waitFor();
            }
        }
    }

    private BridgeRun bridge(Sandbox sandbox, Map<String, String> own) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        settings.putAll(own);
        return BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty()));
    }

    private Process start(URI api, int port, String more, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("alertmanager.yml"), """
                global:
                  smtp_smarthost: 127.0.0.1:%d
                  smtp_from: noreply@contoso.example
                  smtp_auth_username: noreply@contoso.example
                  smtp_auth_password: LEGACYPASSWORD
                  %s
                route:
                  receiver: ops
                  group_wait: 0s
                receivers:
                  - name: ops
                    email_configs:
                      - to: ops@example.org
                """.formatted(port, more));
        ProcessBuilder builder = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=alertmanager.yml",
                        "--storage.path=data",
                        "--cluster.listen-address=",
                        "--web.listen-address=" + api.getAuthority())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void alert(URI api) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[{\"labels\":{\"alertname\":\"DiskFull\"}}]"))
                .build();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }
}
