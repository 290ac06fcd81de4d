package io.github.ferrypost.sandbox.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What the process holds at one moment, each with the words that name it. Immutable. */
final class Resources {
    private static final String SOCKET = " socket:[";

    private final Map<Object, String> held;

    private Resources(Map<Object, String> held) {
        this.held = held;
    }

    static Resources none() {
        return new Resources(Map.of());
    }

    static Resources now() {
        Map<Object, String> held = new HashMap<>();
        held.putAll(Threads.live());
        held.putAll(Descriptors.open());
        held.putAll(TemporaryFiles.present());
        held.putAll(ChildProcesses.alive());
        return new Resources(held);
    }

    /** What is here and was not there before, except what never belongs to a test. */
    Resources since(Resources before) {
        return filter((resource, name) -> !before.held.containsKey(resource));
    }

    /**
     * Without the threads that a program keeps for as long as it runs, by the start of their names; and without sockets
     * while there is such a thread, because it is unknown which are its own.
     */
    Resources without(List<String> shared) {
        Resources others = filter((resource, name) -> shared.stream().noneMatch(name::startsWith));
        return others.held.size() == held.size() ? this : others.filter((resource, name) -> !name.contains(SOCKET));
    }

    /** Those that are still there. */
    Resources remaining() {
        Resources now = now();
        return filter((resource, name) -> now.held.containsKey(resource));
    }

    /**
     * Whether all of them are sockets and threads that end when their client is garbage: java.net.http before Java 21,
     * and other HTTP clients that keep connections and need no close.
     */
    boolean waitForGarbageCollection() {
        return held.values().stream()
                .allMatch(name ->
                        name.contains("HttpClient-") || name.contains(SOCKET) || name.contains(" anon_inode:[event"));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    List<String> names() {
        List<String> names = new ArrayList<>(held.values());
        names.sort(null);
        return names;
    }

    private Resources filter(BiPredicate<Object, String> wanted) {
        return new Resources(held.entrySet().stream()
                .filter(each -> wanted.test(each.getKey(), each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
