package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows whose name has a part that the user chooses. */
class NamedKeysTest {
    private static final Keys KEYS = Keys.of(List.of(
            key("ferrypost.bridge.listen"),
            key("ferrypost.bridge.listener.NAME.tls"),
            key("ferrypost.bridge.listener.NAME.old-tls"),
            key("ferrypost.bridge.listener.NAME.max-connections"),
            key("ferrypost.bridge.device.NAME.address")));

    @ParameterizedTest
    @CsvSource({
        "ferrypost.bridge.listener.office.tls,      ferrypost.bridge.listener.NAME.tls",
        "ferrypost.bridge.listener.a-b_C7.old-tls,  ferrypost.bridge.listener.NAME.old-tls",
        "ferrypost.bridge.device.copier.address,    ferrypost.bridge.device.NAME.address",
        "ferrypost.bridge.device.copier.tls,        ",
        "ferrypost.bridge.listener.a.b.tls,         ",
        "ferrypost.bridge.listener..tls,            ",
        "ferrypost.bridge.listener.a b.tls,         ",
        "ferrypost.bridge.listener.tls,             "
    })
    void anyNameFindsTheRow(String name, String row) {
        assertThat(KEYS.find(name).map(Key::name).orElse(null)).isEqualTo(row);
    }

    @Test
    void anUnknownKeyIsToldWithTheNearestOneOfThatName() {
        assertThat(KEYS.complaint("ferrypost.bridge.listener.office.tsl"))
                .endsWith("Did you mean ferrypost.bridge.listener.office.tls?");
        assertThat(KEYS.complaint("ferrypost.bridge.devise.copier.address"))
                .endsWith("Did you mean ferrypost.bridge.device.NAME.address?");
    }

    @ParameterizedTest
    @CsvSource({
        "FERRYPOST_BRIDGE_LISTENER_OFFICE_TLS,             ferrypost.bridge.listener.office.tls",
        "FERRYPOST_BRIDGE_LISTENER_OFFICE_OLD_TLS,         ferrypost.bridge.listener.office.old-tls",
        "FERRYPOST_BRIDGE_LISTENER_A_B_MAX_CONNECTIONS,    ferrypost.bridge.listener.a_b.max-connections",
        "FERRYPOST_BRIDGE_DEVICE_COPIER_ADDRESS,           ferrypost.bridge.device.copier.address",
        "FERRYPOST_BRIDGE_LISTENER_TLS,                    ferrypost.bridge.listener.tls",
        "FERRYPOST_BRIDGE_LISTEN,                          ferrypost.bridge.listen"
    })
    void environmentVariablesReachThem(String variable, String key) {
        assertThat(KEYS.fromEnvironment(variable)).isEqualTo(key);
    }

    private static Key key(String name) {
        return Key.of(name, Key.Scope.GLOBAL, "", "");
    }
}
