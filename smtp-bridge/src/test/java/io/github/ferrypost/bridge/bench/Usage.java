package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux knows of a process: processor time and memory (proc(5)). */
final class Usage {
    /** USER_HZ, which is 100 on every Linux of today. */
    private static final double TICK_MILLIS = 10;

    private final Path proc;

    Usage(long pid) {
        this.proc = Path.of("/proc", Long.toString(pid));
    }

    /** User and system time of the whole process, in milliseconds. */
    double cpuMillis() throws IOException {
        String stat = Files.readString(proc.resolve("stat"));
        // the second field is a name in brackets that may hold blanks; utime and stime are the 14th and 15th
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * TICK_MILLIS;
    }

    /** Forgets the peak so far. */
    void resetPeak() throws IOException {
        Files.writeString(proc.resolve("clear_refs"), "5");
    }

    /** The most that was resident since {@link #resetPeak}, in megabytes. */
    double peakMegabytes() throws IOException {
        return status("VmHWM:");
    }

    double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    private double status(String name) throws IOException {
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no " + name + " in " + proc);
    }
}
