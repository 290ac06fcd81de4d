package io.github.ferrypost.bridge.listen;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names and addresses in the self-signed certificate: the bridge's name, this machine's name, and each address it
 * listens on. Immutable.
 *
 * @param subject the common name of the subject
 * @param hosts DNS names
 * @param addresses numeric, without a zone
 */
public record CertificateNames(String subject, Set<String> hosts, Set<String> addresses) {
    /** The types of subject alternative names in Java's API (RFC 5280 section 4.2.1.6). */
    private static final int DNS = 2;

    private static final int IP = 7;

    /**
     * Collects the names.
     *
     * @param name of the bridge
     * @param listened the addresses that the bridge listens on. A wildcard stands for all IPv4 addresses of this
     *     machine, but not its IPv6 addresses: privacy extensions (RFC 8981) change those daily, and each change would
     *     produce a new certificate that no client trusts. List them in the setting if clients use them
     */
    public static CertificateNames of(String name, Collection<InetAddress> listened) {
        Set<String> hosts = new TreeSet<>(Set.of("localhost"));
        Set<String> addresses = new TreeSet<>(Set.of("127.0.0.1", number("::1")));
        Stream.concat(Stream.of(name), machine()).forEach(host -> {
            if (isAddress(host)) {
                addresses.add(number(host));
            } else if (isHost(host)) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        });
        for (InetAddress address : listened) {
            if (address.isAnyLocalAddress()) {
                addresses.addAll(ownIpv4());
            } else if (!address.isLinkLocalAddress()) {
                addresses.add(withoutZone(address));
            }
        }
        return new CertificateNames(name, Set.copyOf(hosts), Set.copyOf(addresses));
    }

    private static Stream<String> machine() {
        try {
            return Stream.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    private static List<String> ownIpv4() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                    .map(CertificateNames::withoutZone)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /**
     * Whether keytool accepts it as a DNS name: letters, digits and hyphens between dots, not starting with a hyphen.
     */
    private static boolean isHost(String name) {
        return !name.isEmpty()
                && Stream.of(name.split("\\.", -1))
                        .allMatch(label -> !label.isEmpty()
                                && !label.startsWith("-")
                                && label.chars()
                                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || c == '-'));
    }

    private static boolean isAddress(String text) {
        return text.contains(":") || text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** Normalizes a numeric address so that two can be compared; does no DNS lookup. */
    private static String number(String address) {
        try {
            return withoutZone(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains("%") ? text.substring(0, text.indexOf('%')) : text;
    }

    /** The names that this certificate does not cover; empty if it covers all. */
    Set<String> missingIn(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        Set<String> there = (names == null ? List.<List<?>>of() : names)
                .stream()
                        .map(name -> name.get(0).equals(IP)
                                ? number((String) name.get(1))
                                : name.get(0).equals(DNS) ? ((String) name.get(1)).toLowerCase(Locale.ROOT) : "")
                        .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(hosts);
        missing.addAll(addresses);
        missing.removeAll(there);
        return missing;
    }

    /** The value of keytool's option {@code -ext}. */
    String extension() {
        return "SAN="
                + Stream.concat(
                                hosts.stream().sorted().map(host -> "dns:" + host),
                                addresses.stream().sorted().map(address -> "ip:" + address))
                        .collect(Collectors.joining(","));
    }
}
