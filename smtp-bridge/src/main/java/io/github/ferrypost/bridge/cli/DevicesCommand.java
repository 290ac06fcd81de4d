package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.learn.Attempt;
import io.github.ferrypost.bridge.learn.AttemptJson;
import io.github.ferrypost.bridge.learn.Attempts;
import io.github.ferrypost.bridge.learn.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ferrypost devices}: lists what unknown clients tried, and the settings that make devices of them. */
@Command(
        name = "devices",
        description =
                "Lists what unknown clients tried at listeners with learn=true, and the settings that make devices"
                        + " of them.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "Prints one JSON object per line, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SettingsException, IOException {
        Path folder = BridgeConfig.from(options.load())
                .spool()
                .orElseThrow(
                        () -> new IOException("keeps no attempts of devices: ferrypost.bridge.accept is direct, and"
                                + " ferrypost.bridge.spool is not set"))
                .toAbsolutePath();
        List<Attempt> attempts = Attempts.read(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            for (Attempt attempt : attempts) {
                out.println(AttemptJson.of(attempt));
            }
        } else if (attempts.isEmpty()) {
            out.println("No unknown device has tried to send. Set ferrypost.bridge.listener.NAME.learn=true and"
                    + " send a test mail from the device.");
        } else {
            print(attempts, out);
        }
        out.flush();
        return 0;
    }

    private static void print(List<Attempt> attempts, PrintWriter out) {
        Map<String, List<Attempt>> byClient = attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> attempt.address() + " at " + attempt.listener(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byClient.forEach((client, own) -> {
            out.println(client);
            own.forEach(attempt -> out.println("  " + text(attempt)));
            Suggestion.lines(own).forEach(line -> out.println("    " + line));
        });
    }

    private static String text(Attempt attempt) {
        return attempt.last() + "  " + attempt.count() + (attempt.count() == 1 ? " time" : " times")
                + "  EHLO " + shown(attempt.helo())
                + "  login " + shown(attempt.login())
                + "  sender " + shown(attempt.sender())
                + "  TLS " + attempt.tls();
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
