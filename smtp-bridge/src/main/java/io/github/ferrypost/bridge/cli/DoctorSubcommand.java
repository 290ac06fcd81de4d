package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.log.LogSetup;
import io.github.ferrypost.bridge.support.BridgeBundle;
import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.DoctorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** {@code ferrypost doctor}: passes its arguments to the provider's doctor, which parses them. */
@Command(
        name = "doctor",
        description = "Checks the setup and explains what is wrong; see `doctor --help` for its options.",
        exitCodeList = {
            "0:every check that sending needs has passed",
            "1:a fault",
            "2:invalid settings or command line",
            "3:no fault, but sending is not proven",
            "4:sending works, with a warning"
        })
final class DoctorSubcommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        LogSetup.quiet();
        return new DoctorCommand(
                        Doctor::standard,
                        new BridgeBundle(),
                        System.in,
                        System.out,
                        System.err,
                        DoctorCommand.terminalShowsColours())
                .run(options::load, arguments.toArray(String[]::new));
    }
}
