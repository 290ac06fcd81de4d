package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.alert.AlertService;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.reload.ReloadPart;
import io.github.ferrypost.bridge.reload.ReloadStep;
import io.github.ferrypost.bridge.reload.SettingsChange;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.road.Roads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

/** Opens the alerts of a bridge from its settings, and makes them follow changed ones. Used by one thread at a time. */
final class AlertSetup implements ReloadPart {
    private final Roads roads;
    private final AlertService service;
    private Http client;

    private AlertSetup(CheckedSettings checked, Roads roads) {
        this.roads = roads;
        this.client = client(checked);
        this.service = AlertService.open(checked.config().alerts(), needs(checked), Clock.systemUTC());
    }

    static AlertSetup of(CheckedSettings checked, Roads roads) {
        return new AlertSetup(checked, roads);
    }

    AlertService service() {
        return service;
    }

    @Override
    public ReloadStep prepare(SettingsChange change) {
        return ReloadStep.of(() -> {
            if (change.keys().contains("ferrypost.proxy")
                    || change.keys().contains("ferrypost.endpoint.trust")
                    || change.changesTrust()) {
                client.close();
                client = client(change.after());
            }
            service.follow(change.after().config().alerts(), needs(change.after()));
        });
    }

    private AlertService.Needs needs(CheckedSettings checked) {
        return new AlertService.Needs(
                host(checked.config()),
                checked.accounts().all(),
                roads,
                client,
                checked.config().spool());
    }

    private static Http client(CheckedSettings checked) {
        HttpOptions http = checked.settings()
                .path("ferrypost.endpoint.trust")
                .map(HttpOptions.standard()::withTrust)
                .orElse(HttpOptions.standard());
        return Http.standard(checked.settings()
                .get("ferrypost.proxy")
                .flatMap(ProxyAddress::parse)
                .map(http::withProxy)
                .orElse(http));
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
