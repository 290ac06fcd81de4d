package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A bridge in this process over a sandbox, and one client: for tests of who sends as whom. */
abstract class SendersRun {
    static final String ALICE = "alice@contoso.example";

    @TempDir
    Path folder;

    final Sandbox sandbox = Sandbox.builder().limits(Limits.withoutRate()).start();
    final Map<String, String> settings = new HashMap<>(sandbox.settings());
    private Optional<BridgeRun> bridge = Optional.empty();

    SendersRun() {
        sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.pace", "off");
    }

    @AfterEach
    void close() {
        stop();
        sandbox.close();
    }

    /** The next message starts it again. */
    void stop() {
        bridge.ifPresent(BridgeRun::close);
        bridge = Optional.empty();
    }

    BridgeRun bridge() throws Exception {
        if (bridge.isEmpty()) {
            settings.putIfAbsent(
                    "ferrypost.bridge.spool", folder.resolve("spool").toString());
            bridge = Optional.of(BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty())));
        }
        return bridge.get();
    }

    String send(String sender, String... header) throws Exception {
        return send(bridge().address(), sender, header);
    }

    static String send(InetSocketAddress address, String sender, String... header) throws Exception {
        try (SmtpSession client = new SmtpSession(address)) {
            String begun = client.begin(sender, "", List.of("ann@customer.example", "hidden@customer.example"));
            if (!begun.startsWith("354")) {
                return begun;
            }
            String text = String.join("\r\n", header) + "\r\nTo: ann@customer.example\r\n\r\nHello\r\n";
            OutputStream out = client.data();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return client.end();
        }
    }

    Delivered delivered() throws Exception {
        return sandbox.awaitDelivered(1, Duration.ofSeconds(20)).get(0);
    }

    static String field(Delivered mail, String name) {
        return mail.text()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .collect(Collectors.joining(" | "));
    }
}
