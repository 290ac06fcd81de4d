package io.github.ferrypost.http.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The figures of decision 0013, one line for each client and property. In provider/, with the class path of the tests:
 *
 * <pre>java -cp ... io.github.ferrypost.http.bench.HttpClientBench [behaviour|cost|cold]</pre>
 */
public final class HttpClientBench {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] BODY = new byte[5 << 10];
    private static final byte[] NONE = {};

    private HttpClientBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1) {
            child(arguments);
            return;
        }
        String wanted = arguments.length == 0 ? "" : arguments[0];
        for (HttpClients each : HttpClients.values()) {
            if (wanted.isEmpty() || wanted.equals("behaviour")) {
                behaviour(each);
            }
        }
        if (wanted.isEmpty() || wanted.equals("cost")) {
            cost();
        }
        if (wanted.isEmpty() || wanted.equals("cold")) {
            cold();
        }
        System.exit(0);
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static void behaviour(HttpClients each) throws Exception {
        try (EchoServer server = EchoServer.plain((socket, number) -> true)) {
            HttpClients.Client client = each.open(null, TIMEOUT);
            AtomicInteger returned = new AtomicInteger();
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        returned.addAndGet(client.send("POST", uri(server.port()), new byte[40_000]) == 202 ? 1 : 0);
                    } catch (IOException | InterruptedException e) {
                        Thread.onSpinWait(); // counted by what is missing
                    }
                }
            });
            sender.start();
            while (sender.isAlive()) {
                sender.interrupt();
                TimeUnit.MICROSECONDS.sleep(200);
            }
            say(each, "200 POST under interrupts: returned " + returned + ", the server had " + server.requests);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "GET")) {
            byte[] body = method.startsWith("P") ? BODY : NONE;
            try (EchoServer server = EchoServer.plain((socket, number) -> number == 0)) {
                HttpClients.Client client = each.open(null, TIMEOUT);
                client.send(method, uri(server.port()), body);
                boolean failed = fails(client, method, server.port(), body);
                say(
                        each,
                        method + " on a kept connection that is cut after the request: sent "
                                + (server.requests.get() - 1) + " times, " + (failed ? "failure" : "no failure"));
            }
        }
        try (EchoServer server = EchoServer.plain((socket, number) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 202 A\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return false;
        })) {
            HttpClients.Client client = each.open(null, TIMEOUT);
            int failures = 0;
            for (int i = 0; i < 20; i++) {
                failures += fails(client, "POST", server.port(), BODY) ? 1 : 0;
                TimeUnit.MILLISECONDS.sleep(20);
            }
            say(each, "20 POST, each on a kept connection that was closed meanwhile: " + failures + " failures");
        }
        try (EchoServer server = EchoServer.plain((socket, number) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 40; i++) {
                socket.getOutputStream().write('x');
                pause();
            }
            return false;
        })) {
            long start = System.nanoTime();
            boolean failed = fails(each.open(null, Duration.ofSeconds(1)), "POST", server.port(), BODY);
            say(
                    each,
                    "a response that trickles for 8 s, time-out 1 s: " + (failed ? "failure" : "no failure") + " after "
                            + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean fails(HttpClients.Client client, String method, int port, byte[] body) {
        try {
            client.send(method, uri(port), body);
            return false;
        } catch (IOException | InterruptedException e) {
            return true;
        }
    }

    private static void cost() throws Exception {
        for (int size : new int[] {5 << 10, 100 << 10}) {
            for (int threads : new int[] {1, 10, 50}) {
                Map<HttpClients, List<Double>> figures = new EnumMap<>(HttpClients.class);
                for (int round = 0; round < 5; round++) {
                    for (HttpClients each : HttpClients.values()) {
                        String line = run("cost", each.name(), Integer.toString(threads), Integer.toString(size));
                        figures.computeIfAbsent(each, key -> new ArrayList<>()).add(Double.valueOf(line));
                    }
                }
                figures.forEach((each, all) -> say(
                        each,
                        size / 1024 + " KB, " + threads + " threads: µs of processor time a request " + median(all)));
            }
        }
    }

    private static void cold() throws Exception {
        Path pem = Files.createTempFile("bench", ".pem");
        try (EchoServer first = EchoServer.tls(pem)) {
            Map<HttpClients, List<Double>> mails = new EnumMap<>(HttpClients.class);
            Map<HttpClients, List<Double>> ends = new EnumMap<>(HttpClients.class);
            for (int round = 0; round < 9; round++) {
                for (HttpClients each : HttpClients.values()) {
                    String[] line = run("cold", each.name(), Integer.toString(first.port()), pem.toString())
                            .split(" ", -1);
                    mails.computeIfAbsent(each, key -> new ArrayList<>()).add(Double.valueOf(line[0]));
                    ends.computeIfAbsent(each, key -> new ArrayList<>()).add(Double.valueOf(line[1]));
                }
            }
            mails.forEach((each, all) -> say(
                    each,
                    "first TLS POST of a cold JVM, ms: " + median(all) + ", end of the JVM, ms: "
                            + median(ends.get(each))));
        }
    }

    /** The last line of the child, and for "cold" the time from there to its end. */
    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HttpClientBench.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        long said = System.nanoTime();
        process.waitFor();
        return arguments[0].equals("cold") ? line + " " + (System.nanoTime() - said) / 1_000_000 : line;
    }

    private static void child(String[] arguments) throws Exception {
        HttpClients each = HttpClients.valueOf(arguments[1]);
        if (arguments[0].equals("cold")) {
            long start = System.nanoTime();
            HttpClients.Client client = each.open(Path.of(arguments[3]), TIMEOUT);
            client.send("POST", URI.create("https://127.0.0.1:" + arguments[2] + "/"), BODY);
            System.out.println((System.nanoTime() - start) / 1_000_000);
            return;
        }
        int threads = Integer.parseInt(arguments[2]);
        byte[] body = new byte[Integer.parseInt(arguments[3])];
        // the server's threads are taken off by their own clocks: what is left is the client's
        try (EchoServer server = EchoServer.plain((socket, number) -> true)) {
            HttpClients.Client client = each.open(null, TIMEOUT);
            load(client, server, threads, body, Duration.ofSeconds(2));
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long before = system.getProcessCpuTime() - serverNanos();
            int requests = load(client, server, threads, body, Duration.ofSeconds(2));
            long used = system.getProcessCpuTime() - serverNanos() - before;
            System.out.printf(Locale.ROOT, "%.1f%n", used / 1000.0 / requests);
        }
        System.exit(0);
    }

    private static long serverNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (each != null && each.getThreadName().startsWith("server")) {
                nanos += threads.getThreadCpuTime(each.getThreadId());
            }
        }
        return nanos;
    }

    private static int load(HttpClients.Client client, EchoServer server, int threads, byte[] body, Duration time)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        long end = System.nanoTime() + time.toNanos();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    if (!fails(client, "POST", server.port(), body)) {
                        done.incrementAndGet();
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        return done.get();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(HttpClients client, String what) {
        System.out.println(client + ": " + what);
    }
}
