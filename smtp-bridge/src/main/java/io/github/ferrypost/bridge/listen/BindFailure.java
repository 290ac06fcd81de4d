package io.github.ferrypost.bridge.listen;

import java.net.InetSocketAddress;
import java.util.Locale;

/** Says why an address cannot be listened on, and what to do. Stateless. */
final class BindFailure {
    /** Ports below it belong to root on most systems. */
    private static final int FIRST_FREE = 1024;

    private BindFailure() {}

    static String text(InetSocketAddress address, String cause) {
        String text =
                "cannot listen on " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": " + cause;
        boolean denied = cause.toLowerCase(Locale.ROOT).contains("permission denied");
        if (denied && address.getPort() < FIRST_FREE) {
            text += ". Ports below " + FIRST_FREE + " need a right: give the service CAP_NET_BIND_SERVICE"
                    + " (systemd: AmbientCapabilities), or run sysctl net.ipv4.ip_unprivileged_port_start="
                    + address.getPort() + ", or choose a port from " + FIRST_FREE + " on";
        }
        return text;
    }
}
