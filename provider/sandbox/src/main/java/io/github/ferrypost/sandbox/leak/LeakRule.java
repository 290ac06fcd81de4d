package io.github.ferrypost.sandbox.leak;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a thread, a descriptor, a temporary file or a child process behind, and names it. It
 * waits for what is still ending: until nothing has ended for 10 seconds, or for as many milliseconds as the
 * configuration parameter {@value #PATIENCE} of the JUnit Platform says.
 *
 * <p>What the rule does not see:
 *
 * <ul>
 *   <li>A socket or an {@code HttpClient} that garbage collection closes is no leak, since a client that keeps
 *       connections need not have a close before Java 21. A file is one.
 *   <li>The configuration parameter {@value #SHARED} names threads that the program keeps with their sockets for as
 *       long as it runs, separated by commas. Once such a thread runs, sockets are not compared: it is unknown which
 *       are its own.
 *   <li>Classes that run at the same time are compared together, when the last of them ends, and the failure names all
 *       of them. What one class leaves and another ends before then goes unnoticed.
 *   <li>Methods of one class that run at the same time make no difference: the class is compared when it ends.
 *   <li>Threads of {@code ForkJoinPool} and of libraries that start once for the whole process, and files of the shared
 *       temporary directory of the machine, are not compared. Descriptors are compared on Linux only.
 *   <li>Classes and packages in the resource {@value LeakExceptions#RESOURCE} are not compared.
 * </ul>
 */
public final class LeakRule implements BeforeAllCallback {
    static final String PATIENCE = "ferrypost.leak.patience";

    static final String SHARED = "ferrypost.leak.shared-threads";

    /** Longer than java.net.http takes to notice that its client is garbage (3 s), even on a busy machine. */
    private static final Duration STANDARD_PATIENCE = Duration.ofSeconds(10);

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakRule.class);

    private static final LeakExceptions EXCEPTIONS = LeakExceptions.ofClassPath();

    /** For JUnit, which makes the instance. */
    public LeakRule() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName();
        if (isNested(context) || EXCEPTIONS.cover(name)) {
            return;
        }
        Duration patience = context.getConfigurationParameter(PATIENCE, text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(STANDARD_PATIENCE);
        List<String> shared = context.getConfigurationParameter(SHARED).stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(thread -> "thread " + thread.trim())
                .collect(Collectors.toList());
        RunningClasses running = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        RunningClasses.class, type -> new RunningClasses(patience, shared), RunningClasses.class);
        running.begin(name);
        // closed after every @AfterAll and after the deletion of @TempDir
        context.getStore(NAMESPACE).put(name, (AutoCloseable) running::end);
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
    }
}
