package io.github.ferrypost.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerConfigTest {
    private static final String LOGINS = "scanner:LEGACYPASSWORD, erp:LEGACYPASSWORD";

    @Test
    void withoutNamedListenersThereIsTheDefaultOne() throws SettingsException {
        BridgeConfig config = BridgeConfig.from(Settings.of(Map.of("ferrypost.bridge.logins", LOGINS)));
        assertThat(config.listeners()).singleElement().satisfies(listener -> {
            assertThat(listener.isDefault()).isTrue();
            assertThat(listener.addresses()).isEqualTo(config.listen().addresses());
            assertThat(listener.login()).isEqualTo(LoginMode.OPTIONAL);
            assertThat(listener.logins().names()).containsExactlyInAnyOrder("scanner", "erp");
        });
        assertThat(config.devices()).isEmpty();
    }

    @Test
    void everyKeyReachesItsPlace() throws SettingsException {
        Map<String, String> named = Map.ofEntries(
                Map.entry("ferrypost.bridge.listener.NAME.address", "0.0.0.0:465, [::1]:466"),
                Map.entry("ferrypost.bridge.listener.NAME.tls", "STARTTLS"),
                Map.entry("ferrypost.bridge.listener.NAME.login", "Optional"),
                Map.entry("ferrypost.bridge.listener.NAME.logins", "scanner"),
                Map.entry("ferrypost.bridge.listener.NAME.networks", "192.168.10.0/24, 2001:db8::/48"),
                Map.entry("ferrypost.bridge.listener.NAME.public", "true"),
                Map.entry("ferrypost.bridge.listener.NAME.account", "mfp"),
                Map.entry("ferrypost.bridge.listener.NAME.from", "floor1@contoso.example"),
                Map.entry("ferrypost.bridge.listener.NAME.from-name", "Floor 1"),
                Map.entry("ferrypost.bridge.listener.NAME.plain-login", "true"),
                Map.entry("ferrypost.bridge.listener.NAME.old-tls", "true"),
                Map.entry("ferrypost.bridge.listener.NAME.learn", "true"),
                Map.entry("ferrypost.bridge.listener.NAME.max-connections", "7"),
                Map.entry("ferrypost.bridge.listener.NAME.max-message-size", "35M"),
                Map.entry("ferrypost.bridge.listener.NAME.rate", "12"),
                Map.entry("ferrypost.bridge.device.NAME.address", "192.168.10.7"),
                Map.entry("ferrypost.bridge.device.NAME.listener", "NAME"),
                Map.entry("ferrypost.bridge.device.NAME.account", "default"),
                Map.entry("ferrypost.bridge.device.NAME.senders", "Scanner@Printer.local, contoso.example"),
                Map.entry("ferrypost.bridge.device.NAME.from", "@local -> mailbox"),
                Map.entry("ferrypost.bridge.device.NAME.from-name", "Scanner"),
                Map.entry("ferrypost.bridge.device.NAME.rate", "5"));
        assertThat(named.keySet())
                .containsExactlyInAnyOrderElementsOf(BridgeKeys.own().rows().stream()
                        .filter(Key::isNamed)
                        .map(Key::name)
                        .toList());
        Map<String, String> all = new HashMap<>();
        named.forEach(
                (key, value) -> all.put(key.replace(".NAME.", ".copiers_2."), value.replace("NAME", "copiers_2")));
        all.put("ferrypost.bridge.logins", LOGINS);
        all.put("ferrypost.mailbox", "noreply@contoso.example");
        all.put("ferrypost.account.mfp.mailbox", "mfp@contoso.example");

        BridgeConfig config = BridgeConfig.from(Settings.of(all));

        ListenerConfig listener = config.listeners().get(1);
        assertThat(listener.name()).isEqualTo("copiers_2");
        assertThat(listener.addresses())
                .extracting(Object::toString)
                .containsExactly("0.0.0.0:465", "[0:0:0:0:0:0:0:1]:466");
        assertThat(listener.tls()).isEqualTo(TlsMode.STARTTLS);
        assertThat(listener.login()).isEqualTo(LoginMode.OPTIONAL);
        assertThat(listener.logins().names()).containsExactly("scanner");
        assertThat(listener.networks())
                .extracting(Object::toString)
                .containsExactly("192.168.10.0/24", "2001:db8:0:0:0:0:0:0/48");
        assertThat(listener.account()).contains("mfp");
        assertThat(listener.from()).contains(SenderPolicy.parse("floor1@contoso.example", "Floor 1"));
        assertThat(listener.plainLogin()).isTrue();
        assertThat(listener.oldTls()).isTrue();
        assertThat(listener.learn()).isTrue();
        assertThat(listener.limits().maxConnections()).hasValue(7);
        assertThat(listener.limits().maxMessageSize()).hasValue(35L << 20);
        assertThat(listener.limits().rate()).hasValue(12);
        assertThat(config.devices()).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("copiers_2");
            assertThat(device.address()).hasToString("192.168.10.7");
            assertThat(device.listener()).contains("copiers_2");
            assertThat(device.account()).contains("");
            assertThat(device.senders()).containsExactly("scanner@printer.local", "contoso.example");
            assertThat(device.from()).contains(SenderPolicy.parse("@local -> mailbox", "Scanner"));
            assertThat(device.rate()).hasValue(5);
        });
        assertThat(config.toString()).doesNotContain("LEGACYPASSWORD");
    }

    @Test
    void aRuleForSendersThatCannotBeReadNamesItsKey() {
        assertThatThrownBy(() -> BridgeConfig.from(Settings.of(Map.of(
                        "ferrypost.bridge.device.mfp.address",
                        "192.168.10.7",
                        "ferrypost.bridge.device.mfp.from",
                        "yes"))))
                .hasMessageContaining("ferrypost.bridge.device.mfp.from is \"yes\"")
                .hasMessageContaining("keep, mailbox, an address");
    }

    @Test
    void aLoginThatAListenerNamesIsNoneOfTheDefaultOne() throws SettingsException {
        BridgeConfig config = BridgeConfig.from(Settings.of(settings("address=0.0.0.0:587", "logins=scanner")));
        assertThat(config.listeners().get(0).logins().names()).containsExactly("erp");
        assertThat(config.listeners().get(1).logins().names()).containsExactly("scanner");
    }

    @Test
    void aNamedListenerDemandsTlsAndALoginUnlessItSaysOtherwise() throws SettingsException {
        ListenerConfig listener = BridgeConfig.from(Settings.of(settings("address=0.0.0.0:587", "logins=scanner")))
                .listeners()
                .get(1);
        assertThat(listener.tls()).isEqualTo(TlsMode.STARTTLS);
        assertThat(listener.login()).isEqualTo(LoginMode.REQUIRED);
        assertThat(listener.plainLogin()).isFalse();
        assertThat(listener.oldTls()).isFalse();
    }

    /** The settings of the listener x, without their prefix; the key that is told of, and what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls=none|listener.x.address|is not set",
                "address=nowhere|listener.x.address|not of the form address:port",
                "address=127.0.0.1:2525|listener.x.address|where the listener \"default\" is already",
                "address=0.0.0.0:25; tls=always|listener.x.tls|set starttls or required or implicit or none",
                "address=0.0.0.0:25; login=maybe|listener.x.login|set required or optional or none",
                "address=0.0.0.0:25; tls=required|listener.x.logins|is not set",
                "address=0.0.0.0:25; logins=mfp|listener.x.logins|\"mfp\", which is not in ferrypost.bridge.logins",
                "address=0.0.0.0:25; login=none|listener.x.login|anyone could send messages as you",
                "address=0.0.0.0:25; tls=none; login=none; networks=10.0.0.0/8|listener.x.networks|wider than a /16",
                "address=0.0.0.0:25; tls=none; login=none; networks=fd00::/47|listener.x.networks|wider than a /48",
                "address=0.0.0.0:25; tls=none; login=none; networks=203.0.113.0/24|listener.x.networks|listener.x.public=true",
                "address=0.0.0.0:25; tls=none; login=none; networks=10.0.0.7/24|listener.x.networks|10.0.0.0/24 for the network",
                "address=0.0.0.0:25; tls=none; logins=scanner; networks=10.0.0.0/24|listener.x.plain-login|no client can log in",
                "address=0.0.0.0:25; logins=scanner; plain-login=true|listener.x.plain-login|lists no network",
                "address=0.0.0.0:25; tls=required; logins=scanner; networks=10.0.0.0/24; plain-login=true|listener.x.plain-login|tls is required",
                "address=0.0.0.0:25; login=none; networks=10.0.0.0/24; plain-login=true|listener.x.plain-login|login is none",
                "address=0.0.0.0:25; login=none; networks=10.0.0.0/24; logins=scanner|listener.x.login|logins are named",
                "address=0.0.0.0:25; tls=none; login=none; networks=10.0.0.0/24; old-tls=true|listener.x.old-tls|tls is none",
                "address=0.0.0.0:25; logins=scanner; account=none|listener.x.account|no account of that name",
                "address=0.0.0.0:25; logins=scanner; rate=0|listener.x.rate|set a number from 1",
                "address=0.0.0.0:25; logins=scanner; max-connections=x|listener.x.max-connections|set a number from 1",
                "address=0.0.0.0:25; logins=scanner; max-message-size=1|listener.x.max-message-size|set a size",
                "address=0.0.0.0:25; logins=scanner; plain_login=true|listener.x.plain_login|Did you mean ferrypost.bridge.listener.x.plain-login?",
                "address=0.0.0.0:25; logins=scanner; adress=1|listener.x.adress|Did you mean ferrypost.bridge.listener.x.address?"
            })
    void aListenerThatCannotBeSoIsToldInOneSentence(String listener, String key, String told) {
        assertThat(problems(settings(listener.split("; ", -1))))
                .singleElement()
                .asString()
                .startsWith("ferrypost.bridge." + key + " ")
                .contains(told)
                .doesNotContain("LEGACYPASSWORD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d.senders=*|d.address|is not set",
                "d.address=10.0.0.0/23|d.address|wider than a /24",
                "d.address=fd00::/63|d.address|wider than a /64",
                "d.address=printer.local|d.address|no IP address",
                "d.address=203.0.113.7|d.address|listener.x.public=true",
                "d.address=10.0.0.7; d.listener=y|d.listener|no such listener",
                "d.address=10.0.0.7; e.address=10.0.0.7|e.address|so is that of the device \"d\"",
                "d.address=10.0.0.7; d.account=none|d.account|no account of that name",
                "d.address=10.0.0.7; d.rate=-1|d.rate|set a number from 1",
                "d.address=10.0.0.7; d.sender=x|d.sender|Did you mean ferrypost.bridge.device.d.senders?"
            })
    void aDeviceThatCannotBeSoIsToldInOneSentence(String devices, String key, String told) {
        Map<String, String> settings = settings("address=0.0.0.0:587", "logins=scanner");
        for (String device : devices.split("; ", -1)) {
            settings.put("ferrypost.bridge.device." + device.split("=", -1)[0], device.split("=", -1)[1]);
        }
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("ferrypost.bridge.device." + key + " ")
                .contains(told);
    }

    @Test
    void theNameDefaultIsTaken() {
        assertThat(problems(Map.of("ferrypost.bridge.listener.default.tls", "none")))
                .singleElement()
                .asString()
                .contains("Choose another name");
    }

    @Test
    void theDefaultListenerIsNotOpenedByLoginsThatAreNotItsOwn() {
        Map<String, String> settings = settings("address=0.0.0.0:587", "logins=scanner, erp");
        settings.put("ferrypost.bridge.listen", "0.0.0.0:2525");
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("ferrypost.bridge.listen ")
                .contains("only logins that other listeners name");
    }

    /** The default listener keeps its rules: such a device has a name there, and no right. */
    @Test
    void aPublicDeviceOfTheDefaultListenerNeedsNoConfirmation() throws SettingsException {
        assertThat(BridgeConfig.from(Settings.of(Map.of(
                                "ferrypost.bridge.device.d.address", "203.0.113.7",
                                "ferrypost.bridge.device.d.listener", "default")))
                        .devices())
                .hasSize(1);
    }

    private static Map<String, String> settings(String... listener) {
        Map<String, String> settings = Arrays.stream(listener)
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> "ferrypost.bridge.listener.x." + part[0], part -> part[1]));
        settings.put("ferrypost.bridge.logins", LOGINS);
        return settings;
    }

    private static List<String> problems(Map<String, String> settings) {
        SettingsException failure =
                catchThrowableOfType(SettingsException.class, () -> BridgeConfig.from(Settings.of(settings)));
        return failure == null ? List.of() : failure.problems();
    }
}
