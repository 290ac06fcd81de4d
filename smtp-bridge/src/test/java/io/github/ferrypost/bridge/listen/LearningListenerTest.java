package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.learn.Attempt;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that learns: it records what unknown clients try, and only devices send. */
class LearningListenerTest {
    private static final String LEARN = """
            ferrypost.bridge.listener.office.address=192.168.10.1:25
            ferrypost.bridge.listener.office.login=none
            ferrypost.bridge.listener.office.learn=true
            """;
    private static final String WITH_LOGINS = LEARN.replace(
            "login=none",
            "login=optional\nferrypost.bridge.listener.office.networks=192.168.10.0/24\n"
                    + "ferrypost.bridge.listener.office.plain-login=true");
    /** scanner and a password, as PLAIN has them. */
    private static final String LOGIN = "AHNjYW5uZXIATEVHQUNZUEFTU1dPUkQ=";

    @ParameterizedTest
    @ValueSource(strings = {"192.168.10.7", "fd00:10::7", "127.0.0.1"})
    void whatAnUnknownClientTriesIsRecordedAndNotDelivered(String address) throws Exception {
        try (Harbour harbour = open(LEARN, Optional.empty(), address)) {
            for (int i = 0; i < 2; i++) {
                try (Script script = harbour.connect()) {
                    script.run("""
                            s <- 220
                            c -> EHLO MFP-2
                            s <~ 250
                            c -> MAIL FROM:<scanner@printer.local>
                            s <- 450 4.7.1 This listener learns
                            c -> RCPT TO:<you@example.org>
                            s <- 503
                            c -> QUIT
                            s <- 221
                            s <- |
                            """);
                }
            }
            assertThat(harbour.attempts.all())
                    .containsExactly(new Attempt(
                            "office",
                            InetAddress.getByName(address).getHostAddress(),
                            "MFP-2",
                            "",
                            "scanner@printer.local",
                            "none",
                            Harbour.NOW,
                            Harbour.NOW,
                            2));
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    @Test
    void aLoginIsRecordedWithoutItsPassword() throws Exception {
        try (Harbour harbour = open(WITH_LOGINS, Optional.empty(), "192.168.10.7");
                Script script = harbour.greeted()) {
            script.run("c -> AUTH PLAIN " + LOGIN + "\ns <- 235\nc -> MAIL FROM:<a@printer.local>\ns <- 450");
            assertThat(harbour.attempts.all()).singleElement().satisfies(attempt -> {
                assertThat(attempt.login()).isEqualTo("scanner");
                assertThat(attempt.toString()).doesNotContain("LEGACYPASSWORD");
            });
        }
    }

    @Test
    void aClientThatGivesUpBeforeItsSenderIsRecordedToo() throws Exception {
        try (Harbour harbour = open(LEARN, Optional.empty(), "192.168.10.7")) {
            try (Script script = harbour.connect()) {
                script.run("s <- 220\nc -> EHLO ups\ns <~ 250");
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !harbour.attempts.all().isEmpty());
            assertThat(harbour.attempts.all()).singleElement().satisfies(attempt -> {
                assertThat(attempt.helo()).isEqualTo("ups");
                assertThat(attempt.sender()).isEmpty();
            });
        }
    }

    @Test
    void theVersionOfTlsIsRecordedAndAHandshakeThatFails(@TempDir Path folder) throws Exception {
        Tls tls = new Tls(() ->
                SelfMadeCertificate.context(CertificateNames.of("bridge.example", List.of()), Optional.of(folder)));
        try (Harbour harbour = open(LEARN, Optional.of(tls), "192.168.10.7")) {
            try (Script plain = harbour.greeted()) {
                plain.run("c -> STARTTLS\ns <- 220");
                try (Script script = Script.over(TlsTest.encrypt(plain.socket(), "TLSv1.2"))) {
                    script.run("c -> EHLO mfp\ns <~ 250\nc -> MAIL FROM:<a@printer.local>\ns <- 450");
                }
            }
            assertThat(harbour.attempts.all()).extracting(Attempt::tls).containsExactly("TLSv1.2");
            try (Script plain = harbour.greeted()) {
                plain.run("c -> STARTTLS\ns <- 220\nc -> no TLS at all");
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> harbour.attempts.all().get(0).tls().equals("failed"));
        }
    }

    @Test
    void aDeviceSendsWhereOthersAreLearned() throws Exception {
        String device = "ferrypost.bridge.device.mfp.address=192.168.10.7\n";
        try (Harbour harbour = open(LEARN + device, Optional.empty(), "192.168.10.7");
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<a@printer.local>\ns <- 250");
            assertThat(harbour.attempts.all()).isEmpty();
        }
    }

    @Test
    void aPublicAddressIsNotEvenLearned() throws Exception {
        try (Harbour harbour = open(LEARN, Optional.empty(), "203.0.113.7");
                Script script = harbour.connect()) {
            script.run("s <- 554 5.7.1\ns <- |");
            assertThat(harbour.attempts.all()).isEmpty();
        }
    }

    private static Harbour open(String settings, Optional<Tls> tls, String address) throws Exception {
        Map<String, String> all = new HashMap<>();
        settings.lines().map(line -> line.split("=", 2)).forEach(line -> all.put(line[0], line[1]));
        BridgeConfig config = BridgeConfig.from(Settings.of(all));
        Admission admission = new Admission(config.listeners().get(1), config.devices(), Harbour.accounts());
        InetAddress client = InetAddress.getByName(address);
        return Harbour.of(Harbour.LIMITS, admission, tls, source -> client);
    }
}
