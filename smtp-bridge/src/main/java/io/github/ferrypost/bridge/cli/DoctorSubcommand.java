package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.DoctorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ferrypost doctor}: passes its arguments to the provider's doctor, which parses them. */
@Command(
        name = "doctor",
        description = "Checks the setup and explains what is wrong; see `doctor --help` for its options.")
final class DoctorSubcommand implements Callable<Integer> {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return new DoctorCommand(Doctor::standard, System.out, System.err, DoctorCommand.terminalShowsColours())
                .run(arguments.toArray(String[]::new));
    }
}
