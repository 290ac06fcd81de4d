package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bridge is killed at random moments, while clients send and Microsoft 365 misbehaves, and is started again on the same
 * spool. In the end everything that got 250 has arrived: with drafts once, and without them more than once only where the log
 * has said that it was in doubt.
 *
 * <p>{@code ferrypost.test.kills} over all rows, 10 unless told; the profile {@code long} has 200.
 */
class KilledTest {
    private static final int KILLS = Integer.getInteger("ferrypost.test.kills", 10);
    private static final int CLIENTS = 6;
    private static final int FAULTS = 500;
    private static final int LONGEST_LIFE = 1500;
    private static final Pattern QUEUED = Pattern.compile("Queued .*as (\\S+)$");
    private static final Pattern SENT_AGAIN = Pattern.compile(
            "entry=(\\S+) .*(?:the message may have arrived, and Microsoft cannot be asked|reason=the message may have arrived:)");

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** How the mail is taken, and the road that it goes. */
    enum Way {
        FIRST_TRY_BY_DRAFT("first-try", "graph", true),
        QUEUE_BY_DRAFT("queue", "graph", true),
        FIRST_TRY_BY_MIME("first-try", "graph", false),
        QUEUE_BY_MIME("queue", "graph", false),
        QUEUE_BY_SMTP("queue", "smtp", false);

        private final String accept;
        private final String road;
        private final boolean drafts;

        Way(String accept, String road, boolean drafts) {
            this.accept = accept;
            this.road = road;
            this.drafts = drafts;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatWasAcknowledgedArrives(Way way) throws Exception {
        System.out.println("seed " + seed);
        int port = freePort();
        try (Sandbox sandbox = Sandbox.start()) {
            if (!way.drafts) {
                sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
            }
            writeSettings(sandbox, way, port);
            List<Clerk.Answered> answered = new ArrayList<>();
            List<Program> lives = new ArrayList<>();
            int kills = Math.max(1, KILLS / Way.values().length);
            for (int life = 0; life < kills; life++) {
                orderFaults(sandbox, way);
                Program program = start();
                lives.add(program);
                answered.addAll(sendUntilKilled(program, port, "m" + life));
            }
            sandbox.faults().clear();
            try (Program last = start()) {
                lives.add(last);
                // what waits grows with the kills, and one mailbox takes four requests at once
                await().atMost(Duration.ofSeconds(60 + 15L * kills)).until(() -> hurry() == 0);
                last.stop();
                last.exit();
            }
            hold(way, answered, sandbox.delivered(), lives);
        }
    }

    private Program start() throws IOException {
        Program program = Program.fromClasses(folder, Map.of(), "run");
        program.awaitOut("(listens on)");
        return program;
    }

    private List<Clerk.Answered> sendUntilKilled(Program program, int port, String name) throws Exception {
        CountDownLatch busy = new CountDownLatch(random.nextInt(4) == 0 ? 0 : CLIENTS);
        List<Clerk> clerks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Clerk clerk = new Clerk(port, name + "-" + i, busy::countDown);
            clerks.add(clerk);
            threads.add(new Thread(clerk, "clerk-" + i));
        }
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        try {
            threads.forEach(Thread::start);
            var unused = timer.scheduleWithFixedDelay(this::hurryQuietly, 100, 150, TimeUnit.MILLISECONDS);
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            timer.schedule(
                            () -> {
                                program.kill();
                                return true;
                            },
                            random.nextInt(LONGEST_LIFE),
                            TimeUnit.MILLISECONDS)
                    .get();
        } finally {
            timer.shutdownNow();
            program.kill();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(timer.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        return clerks.stream().flatMap(clerk -> clerk.answered().stream()).toList();
    }

    private void hurryQuietly() {
        try {
            hurry();
        } catch (SpoolException e) {
            // the bridge is being killed
        }
    }

    /** Makes what waits due at once, also what is held since it may have arrived more than once, as an operator does by {@code queue retry}; returns how much lies in the queue. */
    private long hurry() throws SpoolException {
        try (Spool spool = Spool.open(folder.resolve("ferrypost-spool"), Clock.systemUTC())) {
            for (State state : List.of(State.QUEUED, State.HELD)) {
                for (Entry entry : spool.list(Filter.ALL.withState(state), Optional.empty(), 200)) {
                    spool.retryNow(entry.id());
                }
            }
            return spool.stats().count();
        }
    }

    /** Half of the requests go well. */
    private void orderFaults(Sandbox sandbox, Way way) {
        sandbox.faults().clear();
        for (int i = 0; i < FAULTS; i++) {
            if (way.road.equals("smtp")) {
                sandbox.faults().next(Target.SMTP_FINAL_DOT, smtpFault());
            } else if (way.drafts) {
                sandbox.faults()
                        .next(Target.GRAPH_DRAFT, graphFault())
                        .next(Target.GRAPH_DRAFT_SEND, graphFault())
                        .next(Target.GRAPH_LOOKUP, graphFault());
            } else {
                sandbox.faults().next(Target.GRAPH_SEND, graphFault());
            }
        }
    }

    private Fault graphFault() {
        return switch (random.nextInt(16)) {
            case 0 -> Fault.status(503);
            case 1 -> Fault.dropAfterAcceptance();
            case 2 -> Fault.dropBeforeAcceptance();
            case 3 -> Fault.status(504).afterAcceptance();
            case 4 -> Fault.delay(Duration.ofMillis(700));
            case 5 -> Fault.dropDuring();
            case 6 -> random.nextInt(8) == 0 ? Fault.status(429).retryAfter(1) : Fault.status(500);
            default -> Fault.delay(Duration.ofMillis(random.nextInt(40)));
        };
    }

    private Fault smtpFault() {
        return switch (random.nextInt(12)) {
            case 0 -> Fault.reply("451 4.7.0 Temporary server error. Please try again later.");
            case 1 -> Fault.dropAfterAcceptance();
            case 2 -> Fault.dropBeforeAcceptance();
            case 3 -> Fault.reply("421 4.3.2 Service not available");
            case 4 -> Fault.delay(Duration.ofMillis(700));
            default -> Fault.delay(Duration.ofMillis(random.nextInt(40)));
        };
    }

    private static void hold(Way way, List<Clerk.Answered> answered, List<Delivered> delivered, List<Program> lives)
            throws IOException {
        Map<String, List<Delivered>> arrivals =
                delivered.stream().collect(Collectors.groupingBy(mail -> String.join(" ", mail.recipients())));
        List<Clerk.Answered> acknowledged =
                answered.stream().filter(one -> one.reply().startsWith("250 ")).toList();
        assertThat(answered)
                .as("refused for good, which nothing was")
                .noneMatch(one -> one.reply().startsWith("5"));
        assertThat(acknowledged.stream().filter(one -> !arrivals.containsKey(one.recipient())))
                .as("acknowledged and lost")
                .isEmpty();
        delivered.forEach(mail -> assertThat(mail.text())
                .endsWith(Clerk.ending(mail.recipients().iterator().next())));

        List<Clerk.Answered> twice = acknowledged.stream()
                .filter(one -> arrivals.get(one.recipient()).size() > 1)
                .toList();
        System.out.printf(
                "%s: %d kills, %d answered, %d acknowledged, %d arrived, %d of them more than once%n",
                way, lives.size() - 1, answered.size(), acknowledged.size(), delivered.size(), twice.size());
        if (way.drafts) {
            assertThat(twice).as("can be asked after, and arrived twice").isEmpty();
        } else {
            Set<String> declared = declared(lives);
            assertThat(twice)
                    .as("arrived twice, and the log does not say that it was in doubt")
                    .allMatch(one -> declared.contains(entry(one.reply())));
        }
    }

    private static Set<String> declared(List<Program> lives) throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Program life : lives) {
            logs.append(life.err());
        }
        return SENT_AGAIN.matcher(logs).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String entry(String reply) {
        Matcher matcher = QUEUED.matcher(reply);
        return matcher.find() ? matcher.group(1) : "none";
    }

    private void writeSettings(Sandbox sandbox, Way way, int port) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", way.road);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:" + port);
        settings.put("ferrypost.bridge.accept", way.accept);
        settings.put("ferrypost.bridge.patience", "300ms");
        settings.put("ferrypost.bridge.pace", "off");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    /** The same one in every life, as clients have it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
