package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/**
 * The entry point, and the list of commands. Exit status: 0 for success; 1 for a failure at run time; 2 for invalid
 * settings or arguments; {@link io.github.ferrypost.bridge.thread.ProcessExit#STATUS} if {@code run} lost an essential
 * thread.
 */
@Command(
        name = "ferrypost",
        description = "Sends SMTP mail from legacy software through Microsoft 365.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:a failure at run time",
            "2:invalid settings or command line",
            "3:out of memory, if Java runs with -XX:+ExitOnOutOfMemoryError",
            "70:an essential thread of the bridge failed",
            "doctor:has statuses of its own; see doctor --help"
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // before any TLS, because Java reads it once; by default a client can renegotiate to burn CPU (CVE-2011-1473)
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.forAnnotatedObject(new Main());
        return new CommandLine(spec)
                .addSubcommand(new RunCommand(RoadFactory::open))
                .addSubcommand(new DemoCommand(RoadFactory::open))
                .addSubcommand(new PageCommand())
                .addSubcommand(new SetupCommand())
                .addSubcommand(new ConfigCommand())
                .addSubcommand(new CertificateCommand())
                .addSubcommand(new DevicesCommand())
                .addSubcommand(new HashPasswordCommand(System.in))
                .addSubcommand(AlertCommand.with(RoadFactory::open))
                .addSubcommand(new DoctorSubcommand())
                .addSubcommand(new LoginSubcommand())
                .addSubcommand(QueueCommand.with(System.out))
                .addSubcommand(QueueCommand.history())
                .setExecutionExceptionHandler(Main::explain);
    }

    /**
     * Prints an error that the user can fix as plain sentences; any other failure is a bug and prints its stack trace.
     */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof SettingsException settings) {
            settings.problems().forEach(err::println);
            err.flush();
            return ExitCode.USAGE;
        }
        if (failure instanceof IOException || failure instanceof SpoolException) {
            err.println("Ferrypost " + failure.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ferrypost " + version()};
        }
    }
}
