package io.github.ferrypost.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapShareTest {
    @Test
    void twoHundredClientsKeepTheirConnectionsInTheSmallestRecommendedHeap() {
        // what Runtime.maxMemory returns for -Xmx64m -XX:+UseSerialGC
        assertThat(HeapShare.idleConnections(64_880_640)).isBetween(200, 250);
    }

    @Test
    void idleConnectionsTakeAtMostASixthOfTheHeap() {
        assertThat(HeapShare.idleConnections(128L << 20)).isEqualTo((128 << 20) / 6 / (50 << 10));
        assertThat(HeapShare.idleConnections(64L << 30)).isEqualTo(1000);
        assertThat(HeapShare.idleConnections(1 << 20)).isEqualTo(16);
    }
}
