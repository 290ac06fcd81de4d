package io.github.ferrypost.sandbox.leak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test classes that {@link LeakRule} leaves out. The resource {@value #RESOURCE} has one per line, followed by a space
 * and the reason; a name that ends in {@code .*} stands for all classes of that package, without packages below it.
 * Lines that start with {@code #} are comments. Immutable.
 */
public final class LeakExceptions {
    static final String RESOURCE = "leak-rule-exceptions.txt";

    private static final String PACKAGE = ".*";

    private final Map<String, String> reasons;

    private LeakExceptions(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /**
     * Reads all resources of this name.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    public static LeakExceptions ofClassPath() {
        List<String> lines = new ArrayList<>();
        try {
            for (URL url :
                    Collections.list(LeakExceptions.class.getClassLoader().getResources(RESOURCE))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(lines);
    }

    /** @throws IllegalArgumentException if a line has no reason */
    static LeakExceptions of(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException(RESOURCE + " gives no reason for " + line);
            }
            reasons.put(line.substring(0, space), line.substring(space).trim());
        }
        return new LeakExceptions(Collections.unmodifiableMap(reasons));
    }

    /** @param name of a class, with its package */
    boolean cover(String name) {
        int dot = name.lastIndexOf('.');
        return reasons.containsKey(name) || (dot >= 0 && reasons.containsKey(name.substring(0, dot) + PACKAGE));
    }

    /** Names of classes, or of packages followed by {@code .*}, each with the reason; in the order of the file. */
    public Map<String, String> reasons() {
        return reasons;
    }
}
