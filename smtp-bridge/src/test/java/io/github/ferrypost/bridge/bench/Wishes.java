package io.github.ferrypost.bridge.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to measure, from system properties: {@code bench.short} for a table in three minutes; {@code bench.lanes}
 * (a regular expression), {@code bench.clients}, {@code bench.sizes}, {@code bench.rounds} and {@code bench.millis} (of a
 * round) for a part; {@code bench.service} for a sandbox that takes so many milliseconds for a mail; {@code bench.java} and
 * {@code bench.sandbox} for options of the bridges' and the sandbox's Java.
 */
record Wishes(boolean isShort) {
    /** As {@code docs/operate.md} recommends, where memory counts for more than the last mail a second. */
    private static final String SMALL_JAVA =
            "-Xmx96m -XX:+UseSerialGC -XX:NewRatio=5 -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError";

    /** As {@code docs/operate.md} recommends for speed. */
    private static final String BRIDGE_JAVA = "-Xmx128m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError";

    /** Exchange takes 3 connections at once for a mailbox, and Graph 4 requests: more clients are of more mailboxes. */
    private static final int CLIENTS_OF_A_MAILBOX = 3;

    private static final int MOST_CLIENTS = 200;

    private static final List<Letter> ALL = List.of(
            Letter.of("5 KB", 5 << 10),
            Letter.of("100 KB", 100 << 10),
            Letter.of("5 MB", 5 << 20),
            Letter.of("30 MB", 30 << 20));

    static Wishes fromSystemProperties() {
        return new Wishes(Boolean.getBoolean("bench.short"));
    }

    List<Letter> letters() {
        List<String> names = List.of(text("bench.sizes")
                .orElse(isShort ? "5 KB" : "5 KB,100 KB,5 MB,30 MB")
                .split(",", -1));
        return ALL.stream().filter(letter -> names.contains(letter.name())).toList();
    }

    List<Integer> clients(Letter letter) {
        String standard = isLarge(letter) || isShort ? "1,10" : "1,10,50,200";
        return Arrays.stream(text("bench.clients").orElse(standard).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    Duration length(Letter letter) {
        long standard = isLarge(letter) ? 3000 : isShort ? 500 : 1500;
        return Duration.ofMillis(text("bench.millis").map(Long::valueOf).orElse(standard));
    }

    /** Of each lane, before the first round. */
    Duration warmUp() {
        return Duration.ofSeconds(isShort ? 1 : 10);
    }

    private static boolean isLarge(Letter letter) {
        return letter.content().length > 1 << 20;
    }

    int rounds() {
        return text("bench.rounds").map(Integer::valueOf).orElse(5);
    }

    String lanes() {
        return text("bench.lanes").orElse("");
    }

    String smallJava() {
        return text("bench.java").orElse(SMALL_JAVA);
    }

    int serviceMillis() {
        return text("bench.service").map(Integer::valueOf).orElse(0);
    }

    int mails() {
        return text("bench.mails").map(Integer::valueOf).orElse(100_000);
    }

    static int mailboxes() {
        return mailbox(MOST_CLIENTS) + 1;
    }

    /** The number of the mailbox that a client sends from. */
    static int mailbox(int client) {
        return client / CLIENTS_OF_A_MAILBOX;
    }

    /** Both that {@code docs/operate.md} recommends, or what is asked for. */
    List<String> recommendedJava() {
        return text("bench.java").map(List::of).orElse(List.of(SMALL_JAVA, BRIDGE_JAVA));
    }

    String bridgeJava() {
        return text("bench.java").orElse(BRIDGE_JAVA);
    }

    /** Java's own HTTP server closes connections without a word that it has too many of; Graph does not. */
    String sandboxJava() {
        return text("bench.sandbox").orElse("-Xmx2g -Dsun.net.httpserver.maxIdleConnections=5000");
    }

    private static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }
}
