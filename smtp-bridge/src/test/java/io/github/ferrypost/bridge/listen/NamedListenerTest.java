package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.admit.MessageRate;
import io.github.ferrypost.bridge.config.BridgeConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices, limits and faults of a named listener. Its clients count as 192.168.10.7. */
class NamedListenerTest {
    private static final String OFFICE = """
            ferrypost.bridge.listener.office.address=192.168.10.1:25
            ferrypost.bridge.listener.office.tls=none
            ferrypost.bridge.listener.office.login=none
            ferrypost.bridge.listener.office.networks=192.168.10.0/24
            """;
    private static final String COPIER = """
            ferrypost.bridge.device.copier.address=192.168.10.7
            ferrypost.bridge.device.copier.account=second
            ferrypost.bridge.device.copier.senders=copier@contoso.example, printer.local
            ferrypost.account.second.mailbox=second@contoso.example
            """;

    @Test
    void aDeviceIsKnownByNameAndSendsByItsAccount() throws Exception {
        try (Harbour harbour = open(OFFICE + COPIER, Optional.empty());
                Script script = harbour.greeted()) {
            script.run("""
                    c -> MAIL FROM:<noreply@contoso.example>
                    s <- 550 5.7.1 The device copier may not send as <noreply@contoso.example>
                    c -> MAIL FROM:<>
                    s <- 550 5.7.1
                    c -> MAIL FROM:<Copier@Contoso.example>
                    s <- 250
                    c -> RSET
                    s <- 250
                    c -> MAIL FROM:<any@printer.local>
                    s <- 250
                    c -> RCPT TO:<you@example.org>
                    s <- 250
                    c -> DATA
                    s <- 354
                    c -> Subject: Scan
                    c ->
                    c -> A scan
                    c -> .
                    s <- 250
                    """);
            assertThat(harbour.only().account().mailbox()).isEqualTo("second@contoso.example");
            assertThat(harbour.passages).singleElement().satisfies(mail -> {
                assertThat(mail.client().device()).isEqualTo("copier");
                assertThat(mail.client().listener()).isEqualTo("office");
                assertThat(mail.client().address().getHostAddress()).isEqualTo("192.168.10.7");
            });
            assertThat(harbour.refusals).extracting(Rejection::device).containsOnly("copier");
        }
    }

    @Test
    void aDeviceMaySendAsManyMessagesAMinuteAsItsRateSays() throws Exception {
        try (Harbour harbour = open(OFFICE + COPIER + "ferrypost.bridge.device.copier.rate=3\n", Optional.empty());
                Script script = harbour.greeted()) {
            for (int i = 0; i < 3; i++) {
                script.run("c -> MAIL FROM:<any@printer.local>\ns <- 250\nc -> RSET\ns <- 250");
            }
            script.run("c -> MAIL FROM:<any@printer.local>\ns <- 450 4.7.1");
            try (Script second = harbour.greeted()) {
                second.run("c -> MAIL FROM:<any@printer.local>\ns <- 450 4.7.1");
            }
        }
    }

    @Test
    void theRateOfAListenerHoldsForEachAddress() throws Exception {
        try (Harbour harbour = open(OFFICE + "ferrypost.bridge.listener.office.rate=1\n", Optional.empty());
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<any@printer.local>\ns <- 250\nc -> RSET\ns <- 250\n"
                    + "c -> MAIL FROM:<any@printer.local>\ns <- 450 4.7.1");
        }
        AtomicLong time = new AtomicLong();
        MessageRates rates = new MessageRates(time::get);
        MessageRate rate = new MessageRate("listener/office", true, 2);
        InetAddress one = InetAddress.getByName("2001:db8::1");
        InetAddress neighbour = InetAddress.getByName("2001:db8::2");
        InetAddress other = InetAddress.getByName("2001:db8:0:1::1");
        assertThat(rates.mayBegin(rate, one)).isTrue();
        assertThat(rates.mayBegin(rate, neighbour)).as("the same /64").isTrue();
        assertThat(rates.mayBegin(rate, one)).isFalse();
        assertThat(rates.mayBegin(rate, other)).isTrue();
        time.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(rates.mayBegin(rate, one)).isFalse();
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(rates.mayBegin(rate, one)).isTrue();
        assertThat(rates.mayBegin(rate, one)).isFalse();
        time.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(rates.mayBegin(rate, one)).isTrue();
        assertThat(rates.mayBegin(rate, one)).isTrue();
        assertThat(rates.mayBegin(rate, one))
                .as("no more than a minute's messages are saved up")
                .isFalse();
    }

    /** A client that is dropped starts again with a whole allowance: no more than if there were no such limit. */
    @Test
    void ratesOfManyAddressesAreForgottenInTurn() throws UnknownHostException {
        MessageRates rates = new MessageRates(() -> 0);
        MessageRate rate = new MessageRate("listener/office", true, 1);
        InetAddress first = InetAddress.getByName("10.0.0.1");
        assertThat(rates.mayBegin(rate, first)).isTrue();
        for (int i = 0; i < MessageRates.CLIENTS; i++) {
            byte[] octets = {11, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            assertThat(rates.mayBegin(rate, InetAddress.getByAddress(octets))).isTrue();
        }
        assertThat(rates.mayBegin(rate, first)).isTrue();
    }

    @Test
    void aListenerThatIsFullSaysSo() throws Exception {
        try (Harbour harbour = open(OFFICE + "ferrypost.bridge.listener.office.max-connections=2\n", Optional.empty());
                Script first = harbour.greeted()) {
            try (Script second = harbour.greeted();
                    Script third = harbour.connect()) {
                third.run("s <- 421 4.3.2 Too many connections here\ns <- |");
                second.run("c -> QUIT\ns <- 221\ns <- |");
            }
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                try (Script again = harbour.connect()) {
                    again.run("s <- 220");
                    return true;
                }
            });
            first.run("c -> NOOP\ns <- 250");
        }
    }

    /** The time to log in is for those who have to. */
    @Test
    void aListedClientThatNeedsNoLoginIsNotCutOffForWantOfOne() throws Exception {
        ListenerLimits limits = new ListenerLimits(
                Harbour.LIMITS.message(),
                Harbour.LIMITS.connections(),
                new ListenerLimits.Waits(
                        Duration.ofSeconds(20),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5)),
                64 << 20,
                20,
                3);
        try (Harbour harbour = open(limits, OFFICE, Optional.empty());
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<any@printer.local>\ns <- 250");
        }
    }

    @Test
    void aPlainClientAtAPortThatBeginsWithTlsIsToldOfInTheLog(@TempDir Path folder) throws Exception {
        Tls tls = new Tls(() -> SelfMadeCertificate.context(
                        CertificateNames.of("bridge.example", java.util.List.of()), Optional.of(folder)))
                .with(Tls.Start.AT_ONCE, false);
        try (Harbour harbour = open(OFFICE.replace("tls=none", "tls=implicit"), Optional.of(tls))) {
            try (Script plain = harbour.connect()) {
                plain.send("EHLO scanner\r\n");
                await().atMost(Duration.ofSeconds(20)).until(() -> !harbour.refusals.isEmpty());
            }
            assertThat(harbour.refusals)
                    .singleElement()
                    .satisfies(rejection -> assertThat(rejection.reply())
                            .isEqualTo(Replies.NO_TLS_AT_ONCE.withDetail(
                                    rejection.reply().detail().orElseThrow())));
        }
    }

    @Test
    void aClientFromElsewhereIsTurnedAwayAndTheLogSaysHowToListIt() throws Exception {
        try (Harbour harbour = open(OFFICE.replace("192.168.10.0/24", "192.168.11.0/24"), Optional.empty());
                Script script = harbour.connect()) {
            script.run("s <- 554 5.7.1 Your address may not connect here\ns <- |");
            assertThat(harbour.refusals)
                    .singleElement()
                    .satisfies(
                            rejection -> assertThat(rejection.reply().remedy().orElse(""))
                                    .contains("ferrypost.bridge.listener.office.networks"));
        }
    }

    @Test
    void aPortBelow1024ThatIsDeniedIsToldWithWhatToDo() throws Exception {
        InetSocketAddress smtps = new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 465);
        assertThat(BindFailure.text(smtps, "Permission denied"))
                .isEqualTo("cannot listen on 0.0.0.0:465: Permission denied. Ports below 1024 need a right: give the"
                        + " service CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities), or run sysctl"
                        + " net.ipv4.ip_unprivileged_port_start=465, or choose a port from 1024 on");
        assertThat(BindFailure.text(smtps, "Address already in use"))
                .isEqualTo("cannot listen on 0.0.0.0:465: Address already in use");
    }

    private static Harbour open(String settings, Optional<Tls> tls) throws Exception {
        return open(Harbour.LIMITS, settings, tls);
    }

    private static Harbour open(ListenerLimits limits, String settings, Optional<Tls> tls) throws Exception {
        Map<String, String> all = new HashMap<>();
        settings.lines().map(line -> line.split("=", 2)).forEach(line -> all.put(line[0], line[1]));
        BridgeConfig config = BridgeConfig.from(Settings.of(all));
        Admission admission = new Admission(config.listeners().get(1), config.devices(), Harbour.accounts());
        InetAddress copier = InetAddress.getByName("192.168.10.7");
        return Harbour.of(limits, admission, tls, source -> copier);
    }
}
