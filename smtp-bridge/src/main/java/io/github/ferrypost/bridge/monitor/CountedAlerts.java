package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** Counts alerts by kind. Immutable. */
record CountedAlerts(MeterRegistry registry) implements Alerts {
    @Override
    public void raise(Alert alert) {
        Meter.ALERTS.counter(registry, alert.kind().word()).increment();
    }

    @Override
    public void clear(AlertKind kind, String subject) {}

    @Override
    public void retain(AlertKind kind, Set<String> subjects) {}
}
