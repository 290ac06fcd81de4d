package io.github.ferrypost.sandbox.leak;

import java.util.Map;
import java.util.stream.Collectors;

/** The child processes that run, and theirs. */
final class ChildProcesses {
    private ChildProcesses() {}

    static Map<Object, String> alive() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .collect(Collectors.toMap(
                        child -> child,
                        child -> "process " + child.pid() + " "
                                + child.info().command().orElse("")));
    }
}
