package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FreshClientTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow, as System.nanoTime may
    private final AtomicInteger made = new AtomicInteger();
    private final FreshClient fresh = new FreshClient(
            () -> {
                made.incrementAndGet();
                return HttpClient.newHttpClient();
            },
            nanos::get,
            Duration.ofSeconds(25));

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private HttpClient use() {
        try (FreshClient.Loan loan = fresh.borrow()) {
            return loan.client();
        }
    }

    @Test
    void aBusyClientStays() {
        for (int i = 0; i < 10; i++) {
            use();
            pass(20);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void anIdleClientIsLetGoWithoutAnyRequest() {
        use();
        pass(25);
        assertThat(fresh.rest()).isFalse();
        pass(1);
        assertThat(fresh.rest()).isTrue();
        assertThat(fresh.rest()).isTrue();
    }

    @Test
    void aClientOnLoanIsNotLetGo() {
        try (FreshClient.Loan loan = fresh.borrow()) {
            pass(60);
            assertThat(fresh.rest()).isFalse();
            assertThat(loan.client()).isNotNull();
        }
    }

    @Test
    void anIdleClientIsReplaced() {
        HttpClient first = use();
        pass(26);
        assertThat(use()).isNotSameAs(first);
    }

    @Test
    void afterABurstTheLinksThatLieIdleAreLeftToo() {
        List<FreshClient.Loan> burst = List.of(fresh.borrow(), fresh.borrow(), fresh.borrow());
        burst.forEach(FreshClient.Loan::close);
        for (int i = 0; i < 3; i++) {
            use();
            pass(10);
        }
        use();
        assertThat(made).hasValue(2);
    }

    @Test
    void aRequestUnderWayKeepsItsClientAndDoesNotCountAsIdle() {
        try (FreshClient.Loan slow = fresh.borrow()) {
            pass(100);
            try (FreshClient.Loan second = fresh.borrow()) {
                assertThat(second.client()).isSameAs(slow.client());
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void clientsSetAsideServeAgainSoThatTheirNumberIsBounded() {
        List<HttpClient> held = new ArrayList<>(); // as if the garbage collector never ran
        for (int minute = 0; minute < 300; minute++) {
            held.add(use());
            pass(60);
        }
        assertThat(made.get()).isEqualTo((int) held.stream().distinct().count()).isLessThan(25);
    }

    @Test
    void aLinkThatWasIdleForLongIsNotUsedAgain() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Http http = Http.standard(HttpOptions.standard().withNanoTime(nanos::get));
            Request request = Request.of("POST", wire.uri("/"), Duration.ofSeconds(10));
            http.send(request);
            http.send(request);
            assertThat(wire.connections()).isEqualTo(1);
            pass(26);
            http.send(request);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    @Test
    void allThreadsAreDaemonsAndEndWhenTheClientIsForgotten() throws IOException {
        Set<Thread> ours;
        Set<Thread> before = threads();
        try (Wire wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Http http = Http.standard(HttpOptions.standard());
            http.send(Request.of("GET", wire.uri("/"), Duration.ofSeconds(10)));
            ours = threads();
            ours.removeAll(before);
            assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return ours.stream().noneMatch(Thread::isAlive);
        });
    }

    /** Those of Java's client and of ours; other tests of this process have some too. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(HttpClient-|ferrypost-http).*"))
                .collect(Collectors.toSet());
    }
}
