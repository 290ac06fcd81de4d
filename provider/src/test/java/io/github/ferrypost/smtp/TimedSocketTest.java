package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class TimedSocketTest {
    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    /** With many addresses of the first kind, the other kind would never be tried. */
    @Test
    void C7_bothKindsOfAddressesAreTriedInTurn() throws IOException {
        InetAddress[] all = {
            address("192.0.2.1"),
            address("192.0.2.2"),
            address("192.0.2.3"),
            address("192.0.2.4"),
            address("2001:db8::1"),
            address("2001:db8::2")
        };

        assertThat(TimedSocket.alternating(all)).containsExactly(all[0], all[4], all[1], all[5], all[2], all[3]);
    }
}
