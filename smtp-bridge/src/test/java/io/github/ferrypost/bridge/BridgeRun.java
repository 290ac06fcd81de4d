package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.reload.SettingsChange;
import io.github.ferrypost.road.Roads;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** A bridge in this process, over the given roads. */
public final class BridgeRun implements AutoCloseable {
    private final Bridge bridge;
    private final Roads roads;
    private CheckedSettings inUse;

    private BridgeRun(CheckedSettings inUse, Bridge bridge, Roads roads) {
        this.inUse = inUse;
        this.bridge = bridge;
        this.roads = roads;
    }

    /** @param roads closed with it */
    public static BridgeRun open(Settings settings, Roads roads) throws Exception {
        CheckedSettings checked = CheckedSettings.of(settings);
        return new BridgeRun(
                checked,
                Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE),
                roads);
    }

    /** Takes over other settings, as a whole or, with an exception, not at all. */
    public void change(Settings settings) throws Exception {
        CheckedSettings next = CheckedSettings.of(settings);
        bridge.prepare(new SettingsChange(inUse, next, Set.of(), false)).commit();
        inUse = next;
    }

    public Bridge bridge() {
        return bridge;
    }

    public InetSocketAddress address() {
        return bridge.addresses().get(0);
    }

    /** Those of the default listener first. */
    public List<InetSocketAddress> addresses() {
        return bridge.addresses();
    }

    @Override
    public void close() {
        bridge.close();
        roads.close();
    }
}
