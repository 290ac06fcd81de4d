package io.github.ferrypost.sandbox.leak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;

/** The live threads, without those of the virtual machine and of whatever runs the tests. */
final class Threads {
    /** Threads that are started once for the whole process, by name. */
    private static final List<String> OF_THE_PROCESS = List.of(
            "junit-", // JUnit's time-outs and worker threads
            "surefire-", // Maven's runner
            "CompletableFutureDelayScheduler", // java.util.concurrent, for time-outs
            "Keep-Alive-Timer", // java.net.HttpURLConnection, ends by itself
            "process reaper", // java.lang.ProcessImpl, ends a minute after the last child
            "Cleaner-"); // java.lang.ref.Cleaner of libraries

    private Threads() {}

    static Map<Object, String> live() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> belongsToTests(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> describe(each.getKey(), each.getValue())));
    }

    private static boolean belongsToTests(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null
                && !group.getName().equals("system")
                && !group.getName().equals("InnocuousThreadGroup")
                && !(thread instanceof ForkJoinWorkerThread)
                && OF_THE_PROCESS.stream().noneMatch(thread.getName()::startsWith);
    }

    private static String describe(Thread thread, StackTraceElement[] stack) {
        return "thread " + thread.getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
