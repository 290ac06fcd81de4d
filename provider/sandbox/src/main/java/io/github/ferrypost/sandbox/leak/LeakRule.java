package io.github.ferrypost.sandbox.leak;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a thread, a descriptor, a temporary file or a child process behind, and names it. It
 * waits for what is still ending: 8 seconds, or as many milliseconds as the configuration parameter {@value #PATIENCE}
 * of the JUnit Platform says. A socket that garbage collection closes is no leak, since a client that keeps connections
 * need not have a close; a file is. The configuration parameter {@value #SHARED} names threads that the program keeps
 * with their sockets for as long as it runs, separated by commas. Classes that run at the same time are compared together, when the last of them ends.
 */
public final class LeakRule implements BeforeAllCallback {
    static final String PATIENCE = "ferrypost.leak.patience";

    static final String SHARED = "ferrypost.leak.shared-threads";

    /** Longer than java.net.http takes to notice that its client is garbage (3 s). */
    private static final Duration STANDARD_PATIENCE = Duration.ofSeconds(8);

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakRule.class);

    /** For JUnit, which makes the instance. */
    public LeakRule() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isNested(context)) {
            return;
        }
        Duration patience = context.getConfigurationParameter(PATIENCE, text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(STANDARD_PATIENCE);
        List<String> shared = context.getConfigurationParameter(SHARED).stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(name -> "thread " + name.trim())
                .collect(Collectors.toList());
        RunningClasses running = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        RunningClasses.class, type -> new RunningClasses(patience, shared), RunningClasses.class);
        String name = context.getRequiredTestClass().getName();
        running.begin(name);
        // closed after every @AfterAll and after the deletion of @TempDir
        context.getStore(NAMESPACE).put(name, (AutoCloseable) running::end);
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
    }
}
