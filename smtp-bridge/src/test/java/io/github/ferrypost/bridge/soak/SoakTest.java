package io.github.ferrypost.bridge.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bridge with the documented heap for {@code soak.minutes}, 2 unless told: mail of 1 KB to 20 MB, a Microsoft 365 that
 * fails, hostile clients, and in the first half kills and restarts. In the end all of what it took has arrived once, and it
 * holds no more than after its first minute.
 */
@Tag("soak")
class SoakTest {
    private static final Duration WHOLE = Duration.ofMinutes(Integer.getInteger("soak.minutes", 2));
    private static final int CLIENTS = 6;
    private static final int WARM_UP = 100;

    /** For a mail: its arrival and a few attempts. For a life: start, stop, and a summary for each kind of refusal. */
    private static final long LOG_FOR_MAIL = 1500;

    private static final long LOG_FOR_LIFE = 100_000;

    @TempDir
    private Path folder;

    private final SoakRecord record = new SoakRecord();

    @Test
    void holdsNoMoreAtTheEndThanAtTheStart() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().forgetful(true).start();
                Lives bridge = new Lives(folder, settings(sandbox))) {
            sandbox.onDelivery(record::arrived);
            bridge.start();
            ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS + Hostile.values().length + 1);
            try {
                List<ScheduledFuture<?>> clients = clients(threads, bridge);
                await().atMost(Duration.ofMinutes(2)).until(() -> record.acknowledged() >= WARM_UP);
                clients.forEach(client -> client.cancel(false));
                untilEmpty(bridge, Duration.ofMinutes(2));
                Footprint start = Footprint.atRest(bridge);
                System.out.println("start: " + start);

                clients = clients(threads, bridge);
                List<ScheduledFuture<?>> trouble = trouble(threads, bridge, sandbox);
                int lives = restartUntil(bridge, WHOLE.dividedBy(2));
                runs(bridge, WHOLE.dividedBy(2));
                trouble.forEach(one -> one.cancel(false));
                clients.forEach(one -> one.cancel(false));
                threads.shutdown();
                assertThat(threads.awaitTermination(3, TimeUnit.MINUTES))
                        .as("all clients end")
                        .isTrue();
                sandbox.faults().clear();
                untilEmpty(bridge, Duration.ofMinutes(5));

                Footprint end = Footprint.atRest(bridge);
                long log = Files.size(bridge.log());
                System.out.println("end: " + end + ", " + record + ", " + lives + " lives, log " + log + " bytes");
                record.assertEverythingArrivedOnce();
                end.assertNotMoreThan(start);
                assertThat(log)
                        .as("log, bytes")
                        .isLessThan(LOG_FOR_MAIL * record.acknowledged() + LOG_FOR_LIFE * lives);
                assertThat(Files.readString(bridge.log()))
                        .doesNotContain("Exception in thread")
                        .doesNotContain("OutOfMemoryError")
                        .doesNotContain("StackOverflowError");
                bridge.end(true);
            } catch (AssertionError | ConditionTimeoutException e) {
                System.out.println(record + ", the log ends with\n" + bridge.tail());
                throw e;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        // wrong logins are then wrong; on loopback none is demanded
        settings.put("ferrypost.bridge.logins", "app:right");
        // it is meant to grow, and would hide what else is left in the database
        settings.put("ferrypost.bridge.history", "off");
        return settings;
    }

    private List<ScheduledFuture<?>> clients(ScheduledExecutorService threads, Lives bridge) {
        List<ScheduledFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "good-" + System.nanoTime() + "-" + i;
            all.add(threads.scheduleWithFixedDelay(
                    new SoakClient(name, bridge, Sandbox.MAILBOX, record), 0, 100, TimeUnit.MILLISECONDS));
        }
        return all;
    }

    private static List<ScheduledFuture<?>> trouble(ScheduledExecutorService threads, Lives bridge, Sandbox sandbox) {
        List<ScheduledFuture<?>> all = new ArrayList<>();
        all.add(threads.scheduleWithFixedDelay(new SoakFaults(sandbox.faults()), 0, 1, TimeUnit.SECONDS));
        for (Hostile hostile : Hostile.values()) {
            all.add(threads.scheduleWithFixedDelay(() -> hostile.attack(bridge.port()), 0, 500, TimeUnit.MILLISECONDS));
        }
        return all;
    }

    /** Ends it, gently and by force in turns, and starts it again; returns how many lives it has had. */
    private static int restartUntil(Lives bridge, Duration all) throws Exception {
        int restarts = Math.max(2, (int) all.toMinutes());
        for (int i = 0; i < restarts; i++) {
            runs(bridge, all.dividedBy(restarts));
            bridge.end(i % 2 == 0);
            bridge.start();
        }
        return restarts + 1;
    }

    /** Fails if it ends by itself within that time. */
    private static void runs(Lives bridge, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the bridge has ended by itself", () -> !bridge.isAlive())
                .until(() -> System.nanoTime() - end >= 0);
    }

    /** What waits is made due at once, as by {@code queue retry}. */
    private static void untilEmpty(Lives bridge, Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(SpoolException.class) // the bridge itself is writing
                .until(() -> {
                    try (Spool spool = Spool.open(bridge.spool(), Clock.systemUTC())) {
                        for (Entry entry : spool.list(Filter.ALL.withState(State.QUEUED), Optional.empty(), 200)) {
                            spool.retryNow(entry.id());
                        }
                        return spool.stats().count() == 0;
                    }
                });
    }
}
