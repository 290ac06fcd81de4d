package io.github.ferrypost.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeConfigTest {
    @Test
    void defaults() throws SettingsException {
        BridgeConfig config = BridgeConfig.from(Settings.of(Map.of()));

        assertThat(config.listen().addresses()).extracting(Object::toString).containsExactly("127.0.0.1:2525");
        assertThat(config.listen().name()).isEqualTo("localhost");
        assertThat(config.listen().certificate()).isEmpty();
        assertThat(config.listen().limits().maxSize()).isEqualTo(150L << 20);
        assertThat(config.listen().limits().maxRecipients()).isEqualTo(1000);
        assertThat(config.listen().limits().maxConnections()).isEqualTo(200);
        assertThat(config.listen().limits().idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.listen().limits().dataTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.listen().stopTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.listen().received()).isTrue();
        assertThat(config.admit().logins().isEmpty()).isTrue();
        assertThat(config.admit().loginRequired()).isFalse();
        assertThat(config.deliver().accept()).isEqualTo(Accept.FIRST_TRY);
        assertThat(config.deliver().giveUpAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(config.deliver().patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.deliver().pace()).isEqualTo(OptionalInt.of(30));
        assertThat(config.spool()).contains(Path.of("ferrypost-spool"));
        assertThat(config.web()).map(ListenAddress::toString).contains("127.0.0.1:8525");
    }

    @Test
    void memoryIsAShareOfTheHeap() throws SettingsException {
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(BridgeConfig.from(Settings.of(Map.of())).listen().limits().memory())
                .isEqualTo(heap / 100 * 25);
        assertThatThrownBy(() -> BridgeConfig.from(Settings.of(Map.of("ferrypost.bridge.memory", "90%"))))
                .hasMessageContaining("1% to 75%");
    }

    @Test
    void withoutTlsNoOtherMachineIsServed() {
        Map<String, String> open = Map.of(
                "ferrypost.bridge.listen", "0.0.0.0:25",
                "ferrypost.bridge.logins", "a:b",
                "ferrypost.bridge.starttls", "off");
        assertThatThrownBy(() -> BridgeConfig.from(Settings.of(open)))
                .hasMessageContaining("ferrypost.bridge.starttls is off");
    }

    @Test
    void everyKeyReachesItsPlace(@TempDir Path folder) throws SettingsException, IOException {
        Path certificate = Files.writeString(folder.resolve("c.pem"), "x");
        Map<String, String> all = Map.ofEntries(
                Map.entry("ferrypost.bridge.listen", "0.0.0.0:25, [::1]:2526, 2527"),
                Map.entry("ferrypost.bridge.name", "relay.contoso.example"),
                Map.entry("ferrypost.bridge.accept", "DIRECT"),
                Map.entry("ferrypost.bridge.logins", "scanner:LEGACYPASSWORD"),
                Map.entry("ferrypost.bridge.login-required", "true"),
                Map.entry("ferrypost.bridge.certificate", certificate.toString()),
                Map.entry("ferrypost.bridge.certificate-password", "p"),
                Map.entry("ferrypost.bridge.starttls", "On"),
                Map.entry("ferrypost.bridge.spool", folder.toString()),
                Map.entry("ferrypost.bridge.patience", "500ms"),
                Map.entry("ferrypost.bridge.give-up-after", "5d"),
                Map.entry("ferrypost.bridge.pace", "off"),
                Map.entry("ferrypost.bridge.max-size", "35M"),
                Map.entry("ferrypost.bridge.max-recipients", "500"),
                Map.entry("ferrypost.bridge.max-connections", "7"),
                Map.entry("ferrypost.bridge.max-header", "1M"),
                Map.entry("ferrypost.bridge.max-connections-per-address", "5"),
                Map.entry("ferrypost.bridge.reserved-connections", "0"),
                Map.entry("ferrypost.bridge.max-refusals", "3"),
                Map.entry("ferrypost.bridge.memory", "16M"),
                Map.entry("ferrypost.bridge.login-timeout", "2m"),
                Map.entry("ferrypost.bridge.login-delay", "100ms"),
                Map.entry("ferrypost.bridge.idle", "90"),
                Map.entry("ferrypost.bridge.data-timeout", "2h"),
                Map.entry("ferrypost.bridge.stop-timeout", "3 s"),
                Map.entry("ferrypost.bridge.received", "false"),
                Map.entry("ferrypost.bridge.web", "OFF"),
                Map.entry("ferrypost.bridge.log-format", "journald"),
                Map.entry("ferrypost.bridge.log-file", folder.resolve("log").toString()),
                Map.entry("ferrypost.bridge.log-size", "2M"),
                Map.entry("ferrypost.bridge.log-count", "3"),
                Map.entry("ferrypost.bridge.history", "7d"),
                Map.entry("ferrypost.bridge.history-subject", "true"),
                Map.entry("ferrypost.alert.mail", "a@contoso.example, b@contoso.example"),
                Map.entry("ferrypost.alert.webhook", "https://hooks.example/SECRETPATH"),
                Map.entry("ferrypost.alert.webhook-format", "Slack"),
                Map.entry("ferrypost.alert.command", "notify \"two words\""),
                Map.entry("ferrypost.alert.queue-age", "2h"),
                Map.entry("ferrypost.alert.language", "de"));
        assertThat(all.keySet())
                .containsExactlyInAnyOrderElementsOf(BridgeKeys.own().rows().stream()
                        .filter(key -> !key.isNamed())
                        .map(Key::name)
                        .toList());

        BridgeConfig config = BridgeConfig.from(Settings.of(all));
        assertThat(config.web()).isEmpty();

        assertThat(config.listen().addresses())
                .extracting(Object::toString)
                .containsExactly("0.0.0.0:25", "[0:0:0:0:0:0:0:1]:2526", "127.0.0.1:2527");
        assertThat(config.listen().name()).isEqualTo("relay.contoso.example");
        assertThat(config.listen().certificate()).contains(certificate);
        assertThat(config.listen().certificatePassword()).isEqualTo("p");
        assertThat(config.listen().limits().maxSize()).isEqualTo(35L << 20);
        assertThat(config.listen().limits().maxRecipients()).isEqualTo(500);
        assertThat(config.listen().limits().maxConnections()).isEqualTo(7);
        assertThat(config.listen().startTls()).isEqualTo(StartTls.ON);
        assertThat(config.listen().limits().maxHeader()).isEqualTo(1 << 20);
        assertThat(config.listen().limits().maxConnectionsPerAddress()).isEqualTo(5);
        assertThat(config.listen().limits().reservedConnections()).isZero();
        assertThat(config.listen().limits().maxRefusals()).isEqualTo(3);
        assertThat(config.listen().limits().memory()).isEqualTo(16 << 20);
        assertThat(config.listen().limits().loginTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.listen().limits().loginDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.listen().limits().idle()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.listen().limits().dataTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(config.listen().stopTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.listen().received()).isFalse();
        assertThat(config.admit().logins().accepts("scanner", "LEGACYPASSWORD")).isTrue();
        assertThat(config.admit().loginRequired()).isTrue();
        assertThat(config.deliver().accept()).isEqualTo(Accept.DIRECT);
        assertThat(config.deliver().patience()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.deliver().giveUpAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(config.deliver().pace()).isEmpty();
        assertThat(config.spool()).contains(folder);
        assertThat(config.history()).isEqualTo(new HistoryConfig(Optional.of(Duration.ofDays(7)), true));
        assertThat(config.log())
                .isEqualTo(new LogConfig(LogConfig.Format.JOURNALD, Optional.of(folder.resolve("log")), 2 << 20, 3));
        assertThat(config.alerts())
                .isEqualTo(new AlertConfig(
                        List.of("a@contoso.example", "b@contoso.example"),
                        Optional.of(URI.create("https://hooks.example/SECRETPATH")),
                        AlertConfig.Format.SLACK,
                        List.of("notify", "two words"),
                        Duration.ofHours(2),
                        AlertConfig.Language.DE));
        assertThat(config.toString()).doesNotContain("LEGACYPASSWORD").doesNotContain("SECRETPATH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen|nowhere|which is not of the form address:port",
                "listen|127.0.0.1:99999|which is not of the form address:port",
                "listen|no.such.host.invalid:25|cannot resolve",
                "listen|,|names no address",
                "listen|0.0.0.0:25|ferrypost.bridge.logins is not set",
                "listen|127.0.0.1:25, 192.0.2.7:25|opens 192.0.2.7:25 to other machines",
                "name|two words|not a host name",
                "accept|sometimes|set first-try or direct or queue",
                "logins|scanner|name:password",
                "logins|:LEGACYPASSWORD|name:password",
                "logins|a:x, a:y|\"a\" twice",
                "login-required|yes|set true or false",
                "certificate|no/such/file.pem|cannot be read",
                "patience|soon|set a duration",
                "patience|0s|set a duration",
                "pace|-1|set a number from 1",
                "max-size|a lot|set a size",
                "max-size|3G|set a size",
                "max-recipients|0|set a number from 1",
                "max-connections|many|set a number from 1",
                "idle|1 year|set a duration",
                "data-timeout|x|set a duration",
                "stop-timeout|x|set a duration",
                "received|maybe|set true or false",
                "lisen|127.0.0.1:25|Did you mean ferrypost.bridge.listen?",
                "max-conections|7|Did you mean ferrypost.bridge.max-connections?"
            })
    void badSettingsAreToldInOneSentence(String key, String value, String told) {
        assertThat(problems(Map.of("ferrypost.bridge." + key, value)))
                .singleElement()
                .asString()
                .startsWith("ferrypost.bridge." + key + " ")
                .contains(told)
                .doesNotContain("LEGACYPASSWORD");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problems(Map.of(
                        "ferrypost.bridge.listen",
                        "x",
                        "ferrypost.bridge.idle",
                        "y",
                        "ferrypost.bridge.nonsense",
                        "z")))
                .hasSize(3);
    }

    @Test
    void loginsInAFileMayHaveCommasAndComments() {
        Logins logins = Logins.parse("# who may\nscanner: LEGACY,PASSWORD\r\n\nerp:LEGACYPASSWORD\n");
        assertThat(logins.accepts("scanner", "LEGACY,PASSWORD")).isTrue();
        assertThat(logins.accepts("erp", "LEGACYPASSWORD")).isTrue();
        assertThat(logins.accepts("erp", "LEGACYPASSWOR")).isFalse();
        assertThat(logins).hasToString("2 logins");
    }

    @Test
    void SEC19_theSettingsInForceAreShownWithTheirOriginAndWithoutSecrets() {
        List<String> lines = EffectiveSettings.lines(Settings.of(Map.of(
                "ferrypost.proxy", "kim:PASS@WORD@proxy:8080",
                "ferrypost.endpoint.login", "https://kim:PASSWORD@login.example",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.account.a.secret", "y~SANDBOXSECRET",
                "ferrypost.sceret", "z~SANDBOXSECRET",
                "ferrypost.bridge.logins", "a:LEGACYPASSWORD",
                "ferrypost.bridge.idle", "7s")));
        assertThat(lines)
                .contains(
                        "ferrypost.proxy = ***@proxy:8080   # given",
                        "ferrypost.endpoint.login = https://***@login.example   # given",
                        "ferrypost.secret = (hidden)   # given",
                        "ferrypost.account.a.secret = (hidden)   # given",
                        "ferrypost.sceret = (hidden)   # given",
                        "ferrypost.bridge.logins = (hidden)   # given",
                        "ferrypost.bridge.idle = 7s   # given",
                        "ferrypost.bridge.listen = 127.0.0.1:2525   # default")
                .noneMatch(line ->
                        line.contains("SANDBOXSECRET") || line.contains("LEGACYPASSWORD") || line.contains("PASS"));
    }

    private static List<String> problems(Map<String, String> settings) {
        SettingsException failure =
                catchThrowableOfType(SettingsException.class, () -> BridgeConfig.from(Settings.of(settings)));
        return failure == null ? List.of() : failure.problems();
    }
}
