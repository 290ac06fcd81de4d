package io.github.ferrypost.bridge.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program for each message: JSON on standard input, the main fields in the environment. Its output is discarded,
 * and its exit status must be 0. It does not inherit the bridge's environment, which may hold secrets.
 */
final class CommandTarget implements AlertTarget {
    /** What a program needs to start, on any system. */
    private static final Set<String> KEPT = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "SYSTEMROOT",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "PROGRAMDATA");

    private final List<String> command;
    private final Duration limit;

    /** @param limit after which the program and what it started are killed */
    CommandTarget(List<String> command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Result send(AlertMessage message) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        environment(builder.environment(), message);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Result.failed(program() + " cannot be started: " + e.getMessage());
        }
        try {
            // a program that reads nothing must not block this thread once the pipe is full
            byte[] input = AlertJson.of(message).getBytes(StandardCharsets.UTF_8);
            var unused = CompletableFuture.runAsync(() -> feed(process, input), task -> {
                Thread thread = new Thread(task, "ferrypost-alert-input");
                thread.setDaemon(true);
                thread.start();
            });
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Result.failed(program() + " did not end within " + limit.toSeconds() + " seconds");
            }
            return process.exitValue() == 0
                    ? Result.sent(program() + " ended with status 0")
                    : Result.failed(program() + " ended with status " + process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.failed(program() + " was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String program() {
        return command.get(0);
    }

    private static void environment(Map<String, String> environment, AlertMessage message) {
        environment.keySet().removeIf(name -> !KEPT.contains(name.toUpperCase(Locale.ROOT)));
        environment.put("FERRYPOST_ALERT_EVENT", message.event().word());
        environment.put("FERRYPOST_ALERT_HOST", message.host());
        environment.put("FERRYPOST_ALERT_TITLE", message.title());
        environment.put("FERRYPOST_ALERT_TEXT", message.text());
        if (message.notices().size() == 1) {
            AlertState state = message.notices().get(0).state();
            environment.put("FERRYPOST_ALERT_KIND", state.kind().word());
            environment.put("FERRYPOST_ALERT_SUBJECT", state.subject());
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // it need not read it
        }
    }
}
