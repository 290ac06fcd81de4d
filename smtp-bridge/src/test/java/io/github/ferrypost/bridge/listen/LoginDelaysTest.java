package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.MutableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginDelaysTest {
    private final MutableClock clock = MutableClock.stopped();
    private final LoginDelays delays = new LoginDelays(Duration.ofSeconds(1), clock::nanos);

    @Test
    void SEC8_eachRefusalOfAnAddressIsHeldBackTwiceAsLongUpToAnEnd() throws UnknownHostException {
        InetAddress guesser = address("192.0.2.1");
        for (int seconds : new int[] {1, 2, 4, 8, 15, 15, 15}) {
            assertThat(delays.mayTry(guesser)).isTrue();
            assertThat(delays.wrong(guesser)).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void SEC8_manyConnectionsDoNotGuessFaster() throws UnknownHostException {
        InetAddress guesser = address("192.0.2.1");
        int guesses = 0;
        for (int second = 0; second < 3600; second++) {
            for (int connection = 0; connection < 50; connection++) {
                if (delays.mayTry(guesser)) {
                    delays.wrong(guesser);
                    guesses++;
                }
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(guesses).isBetween(100, 3600 / 15 + 10);
    }

    @Test
    void SEC8_checksThatRunAtTheSameTimeCountToo() throws UnknownHostException {
        InetAddress guesser = address("192.0.2.1");
        assertThat(delays.mayTry(guesser)).isTrue();
        for (int i = 0; i < 4; i++) {
            delays.wrong(guesser);
            clock.advance(Duration.ofSeconds(60));
        }
        int begun = 0;
        while (begun < 50 && delays.mayTry(guesser)) {
            begun++;
        }
        assertThat(begun).isLessThan(6);
    }

    @Test
    void aRightPasswordIsNotHeldBackByAWrongOneNextDoor() throws UnknownHostException {
        InetAddress shared = address("192.0.2.1");
        for (int i = 0; i < 20; i++) {
            assertThat(delays.mayTry(shared)).isTrue();
            delays.wrong(shared);
            assertThat(delays.mayTry(shared)).isTrue();
            delays.right(shared);
            clock.advance(Duration.ofSeconds(20));
        }
    }

    @Test
    void addressesDoNotSlowEachOtherDownButOnesOfOneV6NetworkDo() throws UnknownHostException {
        delays.wrong(address("192.0.2.1"));
        assertThat(delays.wrong(address("192.0.2.2"))).isEqualTo(Duration.ofSeconds(1));
        delays.wrong(address("2001:db8::1"));
        assertThat(delays.wrong(address("2001:db8::ffff:2"))).isGreaterThan(Duration.ofSeconds(1));
        assertThat(delays.wrong(address("2001:db8:0:1::1"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void afterAQuietWhileItBeginsAgain() throws UnknownHostException {
        InetAddress client = address("192.0.2.1");
        for (int i = 0; i < 6; i++) {
            delays.wrong(client);
        }
        clock.advance(LoginDelays.FORGOTTEN.plusMinutes(5));
        assertThat(delays.mayTry(client)).isTrue();
        assertThat(delays.wrong(client)).isEqualTo(Duration.ofSeconds(1));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
