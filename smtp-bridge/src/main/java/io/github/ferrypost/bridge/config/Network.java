package io.github.ferrypost.bridge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3). An IPv4-mapped IPv6 address counts as IPv4. Immutable.
 *
 * @param address the first address of the network
 * @param bits the length of the prefix
 */
public record Network(InetAddress address, int bits) {
    /** RFC 1918, RFC 3927, RFC 1122 section 3.2.1.3, RFC 4193, RFC 4291 sections 2.5.6 and 2.5.3. */
    private static final List<Network> PRIVATE = List.of(
            known("10.0.0.0", 8),
            known("172.16.0.0", 12),
            known("192.168.0.0", 16),
            known("169.254.0.0", 16),
            known("127.0.0.0", 8),
            known("fc00::", 7),
            known("fe80::", 10),
            known("::1", 128));

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int MAPPED_BITS = 96;

    /** @throws IllegalArgumentException with a message that continues a setting's name */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = address(host, text);
        int all = address.getAddress().length * 8;
        // Java turns ::ffff:192.168.0.0 into an IPv4 address
        int mapped = all == 32 && host.contains(":") ? MAPPED_BITS : 0;
        int bits = slash < 0 ? all : bits(text.substring(slash + 1), mapped, all, text);
        InetAddress first = first(address, bits);
        if (!first.equals(address)) {
            throw new IllegalArgumentException("has \"" + text + "\", which is an address within a network. Use "
                    + first.getHostAddress() + "/" + bits + " for the network, or " + address.getHostAddress()
                    + " for the address alone.");
        }
        return new Network(address, bits);
    }

    /** Looks up no name: the text must be numeric. */
    private static InetAddress address(String host, String text) {
        try {
            if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
                return InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            // as below
        }
        throw new IllegalArgumentException("has \"" + text
                + "\", which is no IP address and no network. Use the form 192.168.10.0/24 or fd00:10::/64.");
    }

    private static int bits(String text, int mapped, int all, String whole) {
        int bits = text.matches("\\d{1,3}") ? Integer.parseInt(text) - mapped : -1;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("has \"" + whole + "\", whose prefix length is not a number from "
                    + mapped + " to " + (mapped + all) + ".");
        }
        return bits;
    }

    private static InetAddress first(InetAddress address, int bits) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - i * 8));
            octets[i] &= (byte) (0xff << (8 - kept));
        }
        return of(octets);
    }

    private static Network known(String address, int bits) {
        try {
            return new Network(InetAddress.getByName(address), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /** Whether the address is in the network; compares no zone. */
    public boolean contains(InetAddress client) {
        // getByAddress makes an IPv4 address of a mapped one
        byte[] other = of(client.getAddress()).getAddress();
        byte[] own = address.getAddress();
        return own.length == other.length && Arrays.equals(prefix(own), prefix(other));
    }

    private byte[] prefix(byte[] octets) {
        return first(of(octets), bits).getAddress();
    }

    public boolean isIpv4() {
        return address.getAddress().length == 4;
    }

    /** Whether the address is private, link-local or loopback. */
    public static boolean isPrivate(InetAddress client) {
        return PRIVATE.stream().anyMatch(known -> known.contains(client));
    }

    /** Whether all of it is private, link-local or loopback. */
    boolean isPrivate() {
        return PRIVATE.stream().anyMatch(known -> known.bits <= bits && known.contains(address));
    }

    @Override
    public String toString() {
        String text = address.getHostAddress();
        return bits == address.getAddress().length * 8 ? text : text + "/" + bits;
    }
}
