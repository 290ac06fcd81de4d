package io.github.ferrypost.bridge.listen;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * What the limits count as one client: an IPv4 address, or an IPv6 /64. A site gets at least a /64 (RFC 6177), so one
 * client can choose any address within it. Immutable.
 *
 * @param text the address, or the network with its prefix length
 */
public record AddressBlock(String text) {
    private static final int V6_NETWORK = 8;

    public static AddressBlock of(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
            return new AddressBlock(address.getHostAddress());
        }
        byte[] octets = address.getAddress();
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < V6_NETWORK; i += 2) {
            network.append(Integer.toHexString(((octets[i] & 0xff) << 8) | (octets[i + 1] & 0xff)))
                    .append(':');
        }
        return new AddressBlock(network + ":/64");
    }

    @Override
    public String toString() {
        return text;
    }
}
