package io.github.ferrypost.bridge.listen;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, which is the least that a site or a host gets
 * (RFC 6177), so its addresses are one client's to choose. Immutable.
 *
 * @param text the address, or the network with its length
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
