package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.ListenerTls;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.listen.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost certificate}: prints the certificate that clients have to trust. */
@Command(
        name = "certificate",
        description = "Prints the bridge's STARTTLS certificate as PEM, for clients to trust. Creates a self-signed"
                + " one if there is none yet. Run it as the bridge's user.")
final class CertificateCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SettingsException, IOException {
        BridgeConfig config = BridgeConfig.from(options.load());
        PrintWriter out = spec.commandLine().getOut();
        out.print(Certificates.pem(ListenerTls.chain(config)));
        out.flush();
        return 0;
    }
}
