package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.log.LogSetup;
import io.github.ferrypost.login.LoginCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** {@code ferrypost login}: passes its arguments to the provider's login command, which parses them. */
@Command(name = "login", description = "Signs a user in by device code or browser; see `login --help` for its options.")
final class LoginSubcommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        LogSetup.quiet();
        return LoginCommand.standard(System.out, System.err).run(options::load, arguments.toArray(String[]::new));
    }
}
