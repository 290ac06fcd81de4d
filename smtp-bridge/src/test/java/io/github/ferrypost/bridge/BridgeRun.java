package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.road.Roads;
import java.net.InetSocketAddress;
import java.util.List;

/** A bridge in this process, over the given roads. */
public final class BridgeRun implements AutoCloseable {
    private final Bridge bridge;
    private final Roads roads;

    private BridgeRun(Bridge bridge, Roads roads) {
        this.bridge = bridge;
        this.roads = roads;
    }

    /** @param roads closed with it */
    public static BridgeRun open(Settings settings, Roads roads) throws Exception {
        CheckedSettings checked = CheckedSettings.of(settings);
        return new BridgeRun(
                Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE), roads);
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
