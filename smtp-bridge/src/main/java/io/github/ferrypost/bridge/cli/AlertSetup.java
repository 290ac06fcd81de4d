package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.alert.AlertService;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.road.Roads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

/** Opens the alerts of a bridge from its settings. Stateless. */
final class AlertSetup {
    private AlertSetup() {}

    static AlertService open(CheckedSettings checked, Roads roads) {
        HttpOptions http = checked.settings()
                .path("ferrypost.endpoint.trust")
                .map(HttpOptions.standard()::withTrust)
                .orElse(HttpOptions.standard());
        Http client = Http.standard(checked.settings()
                .get("ferrypost.proxy")
                .flatMap(ProxyAddress::parse)
                .map(http::withProxy)
                .orElse(http));
        return AlertService.open(
                checked.config().alerts(),
                new AlertService.Needs(
                        host(checked.config()),
                        checked.accounts().all(),
                        roads,
                        client,
                        checked.config().spool()),
                Clock.systemUTC());
    }

    /** The name in {@code ferrypost.bridge.name}; its default says nothing, so the machine's name stands in. */
    private static String host(BridgeConfig config) {
        if (!config.listen().name().equals("localhost")) {
            return config.listen().name();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
