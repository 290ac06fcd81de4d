package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.alert.AlertService;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.road.Roads;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost alert}: checks that alerts arrive. */
@Command(
        name = "alert",
        description = "Checks that alerts reach the people who should get them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AlertCommand {
    private AlertCommand() {}

    static CommandLine with(Function<Optional<String>, Roads> roads) {
        return new CommandLine(new AlertCommand()).addSubcommand(new Test(roads));
    }

    /** {@code ferrypost alert test}. */
    @Command(
            name = "test",
            description = "Sends a test to each target of ferrypost.alert, and says what happened.",
            mixinStandardHelpOptions = true)
    static final class Test implements Callable<Integer> {
        private final Function<Optional<String>, Roads> roads;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        Test(Function<Optional<String>, Roads> roads) {
            this.roads = roads;
        }

        @Override
        public Integer call() throws SettingsException {
            CheckedSettings checked = CheckedSettings.of(options.load());
            if (!checked.config().alerts().hasTarget()) {
                throw new SettingsException(List.of("No alert would reach anyone. Set ferrypost.alert.mail,"
                        + " ferrypost.alert.webhook or ferrypost.alert.command."));
            }
            PrintWriter out = spec.commandLine().getOut();
            try (Roads open = roads.apply(checked.settings().get("ferrypost.proxy"))) {
                Map<String, AlertService.TestResult> results =
                        AlertSetup.of(checked, open).service().test();
                results.forEach((target, result) ->
                        out.println(target + ": " + (result.sent() ? "sent, " : "FAILED, ") + result.said()));
                out.flush();
                return results.values().stream().allMatch(AlertService.TestResult::sent) ? 0 : 1;
            }
        }
    }
}
