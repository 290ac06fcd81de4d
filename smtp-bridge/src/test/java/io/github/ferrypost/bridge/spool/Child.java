package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that stores messages from several threads, and prints each that it would say 250 to: id, seed and size. Run
 * with: directory, threads, how many messages, reserve of the disk.
 */
final class Child {
    /** How a line ends that was said whole. */
    static final String END = " .";

    private static final int LARGE = 2 * EntryWriter.CHUNK + 1000;

    private Child() {}

    /** A message that the child has said is stored. */
    record Told(EntryId id, int seed, int size) {
        byte[] body() {
            return Mail.body(size, seed);
        }
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        Dialect dialect = new Sqlite(Path.of(args[0]), Long.parseLong(args[3]), Map.of());
        AtomicInteger next = new AtomicInteger();
        try (Spool spool = Spool.open(dialect, Clock.systemUTC(), Optional.empty())) {
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    for (int seed = next.incrementAndGet(); seed <= count; seed = next.incrementAndGet()) {
                        storeAndTell(spool, seed);
                    }
                });
                thread.start();
                running.add(thread);
            }
            for (Thread thread : running) {
                thread.join();
            }
        }
    }

    private static void storeAndTell(Spool spool, int seed) {
        int size = seed % 20 == 0 ? LARGE : 3000 + seed % 5000;
        NewEntry incoming = NewEntry.of(
                "account" + seed % 7,
                Envelope.of("s@x.example", List.of("r" + seed + "@x.example")),
                ByteSource.of(Mail.body(size, seed)),
                Instant.now());
        try {
            say("stored " + spool.store(incoming) + " " + seed + " " + size + END);
        } catch (SpoolException e) {
            say("refused " + e.isFull() + " " + e.getMessage());
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }

    static Told told(String line) {
        String[] words = line.split(" ", 0);
        return new Told(EntryId.parse(words[1]).orElseThrow(), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }

    /** @param shell a line before the command, such as {@code ulimit -f 1000}; or empty */
    static Process start(String shell, List<String> options, Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        if (!shell.isEmpty()) {
            command.addAll(List.of("sh", "-c", shell + "; exec \"$@\"", "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath()), main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        // its log, which is not what it tells
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    static BufferedReader output(Process process) {
        InputStream stream = process.getInputStream();
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
