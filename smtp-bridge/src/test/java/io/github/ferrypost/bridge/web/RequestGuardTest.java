package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Under which names the page is asked for; the rest of the table is held by PageAccessTest. */
class RequestGuardTest {
    private final RequestGuard entrance =
            new RequestGuard(new Sessions(Clock.systemUTC()), InetAddress.getLoopbackAddress());

    @Test
    void port80NeedNotBeSaid() {
        entrance.opened(80);
        assertThat(entrance.isOurs("localhost")).isTrue();
        assertThat(entrance.isOurs("127.0.0.1:80")).isTrue();
        assertThat(entrance.isOurs("[::1]")).isTrue();
        assertThat(entrance.isOurs("localhost:8525")).isFalse();
        assertThat(entrance.isOurs("evil.example")).isFalse();
    }

    @Test
    void anyOtherPortHasToBeSaid() {
        entrance.opened(8525);
        assertThat(entrance.isOurs("localhost:8525")).isTrue();
        assertThat(entrance.isOurs("localhost")).isFalse();
        assertThat(entrance.isOurs("localhost:80")).isFalse();
    }
}
