package io.github.ferrypost.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.10.0/24,        192.168.10.0,         true",
        "192.168.10.0/24,        192.168.10.255,       true",
        "192.168.10.0/24,        192.168.11.0,         false",
        "192.168.10.0/24,        192.168.9.255,        false",
        "10.1.2.0/23,            10.1.3.255,           true",
        "10.1.2.0/23,            10.1.4.0,             false",
        "10.1.2.3,               10.1.2.3,             true",
        "10.1.2.3,               10.1.2.4,             false",
        "128.0.0.0/1,            255.255.255.255,      true",
        "0.0.0.0/0,              198.51.100.1,         true",
        "0.0.0.0/0,              2001:db8::1,          false",
        "fd00:10::/64,           fd00:10::ffff:1,      true",
        "fd00:10::/64,           fd00:10:0:1::,        false",
        "fe80::/64,              fe80::1%1,            true",
        "::/0,                   2001:db8::1,          true",
        "::/0,                   192.168.10.1,         false",
        "::ffff:192.168.20.0/120, 192.168.20.9,        true",
        "192.168.20.0/24,        ::ffff:192.168.20.9,  true",
        "192.168.20.0/24,        ::192.168.20.9,       false",
        "192.168.20.0/24,        64:ff9b::192.168.20.9, false"
    })
    void whichAddressesAreInANetwork(String network, String address, boolean in) throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(in);
    }

    /** Java makes IPv4 addresses of them everywhere but here. */
    @Test
    void anIpv4MappedIpv6AddressCountsAsIpv4() throws UnknownHostException {
        byte[] octets = new byte[16];
        octets[10] = octets[11] = (byte) 0xff;
        octets[12] = (byte) 192;
        octets[13] = (byte) 168;
        octets[15] = 7;
        InetAddress mapped = Inet6Address.getByAddress("x", octets, 0);
        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(Network.parse("192.168.0.0/24").contains(mapped)).isTrue();
        assertThat(Network.parse("::/0").contains(mapped)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "printer|no IP address",
                "localhost|no IP address",
                "1.2.3|no IP address",
                "1.2.3.256|no IP address",
                "01.2.3.4|no IP address",
                "1.2.3.4.5|no IP address",
                "fd00::1::2|no IP address",
                "/24|no IP address",
                "10.0.0.0/33|from 0 to 32",
                "10.0.0.0/-1|from 0 to 32",
                "10.0.0.0/|from 0 to 32",
                "fd00::/129|from 0 to 128",
                "::ffff:10.0.0.0/24|from 96 to 128",
                "192.168.10.7/24|192.168.10.0/24 for the network, or 192.168.10.7 for the address",
                "fd00::7/64|fd00:0:0:0:0:0:0:0/64 for the network"
            })
    void whatIsNoNetworkIsToldInOneSentence(String text, String told) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("has \"" + text + "\"")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, true",
        "10.9.0.0/16, true",
        "8.0.0.0/7, false",
        "172.16.0.0/12, true",
        "172.32.0.0/16, false",
        "192.168.0.0/15, false",
        "169.254.7.0/24, true",
        "100.64.0.0/16, false",
        "203.0.113.0/24, false",
        "fd00:10::/64, true",
        "fe80::/64, true",
        "2001:db8::/48, false",
        "::ffff:192.168.0.0/112, true"
    })
    void whatIsPrivate(String network, boolean isPrivate) {
        assertThat(Network.parse(network).isPrivate()).isEqualTo(isPrivate);
    }

    @Test
    void networksAreShownAsTheyAreWritten() {
        assertThat(Network.parse("192.168.10.0/24")).hasToString("192.168.10.0/24");
        assertThat(Network.parse("10.1.2.3")).hasToString("10.1.2.3");
    }
}
