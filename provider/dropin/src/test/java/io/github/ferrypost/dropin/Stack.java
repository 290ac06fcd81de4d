package io.github.ferrypost.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Software that sends mail, as it stood before we came: the class of the program, and the jars in their order. A line of
 * {@code compat.txt}.
 *
 * @param title as in the table of the docs
 * @param namespace {@code jakarta} or {@code javax}
 * @param jars as {@code group:artifact:version}
 */
record Stack(String title, String namespace, String program, List<String> jars, Launch launch) {
    private static final Path LIST = Path.of("src", "test", "compat.txt");
    private static final Path COMPAT = Path.of("target", "compat");

    static List<Stack> all() {
        Map<String, String> groups = new HashMap<>();
        List<Stack> stacks = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(LIST)) {
                if (line.startsWith("$")) {
                    String[] group = line.split(" = ", 2);
                    groups.put(group[0], expand(group[1], groups));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    stacks.add(of(line.split(" *\\| *", 5), groups));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stacks;
    }

    private static Stack of(String[] cells, Map<String, String> groups) {
        Launch launch = Launch.valueOf(cells[3].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Stack(
                cells[0], cells[1], cells[2], List.of(expand(cells[4], groups).split(" ")), launch);
    }

    private static String expand(String jars, Map<String, String> groups) {
        return Stream.of(jars.split(" "))
                .map(jar -> groups.getOrDefault(jar, jar))
                .collect(Collectors.joining(" "));
    }

    /** What a program written today brings. */
    static Stack current() {
        return all().stream()
                .filter(stack -> stack.title().equals("angus-mail 2.0.5, mail-api 2.1.5"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether there is a transport, and it lacks what a report of ours needs: the mail library carries the mail. */
    boolean isTooOld() {
        return title.matches("javax.mail:mail 1\\.4(\\.[1-3])?");
    }

    /** Whether there is no transport that ours could extend. */
    boolean isForeign() {
        return title.startsWith("Geronimo");
    }

    boolean isJavax() {
        return namespace.equals("javax");
    }

    /** The jar of ours for it. */
    Path drop() {
        return Path.of("target", isJavax() ? "ferrypost-provider-all-javax.jar" : "ferrypost-provider-all.jar");
    }

    List<Path> paths() {
        return jars.stream().map(Stack::file).collect(Collectors.toList());
    }

    private static Path file(String jar) {
        String[] parts = jar.split(":", -1);
        return COMPAT.resolve(parts[0] + "." + parts[1] + "-" + parts[2] + ".jar");
    }
}
