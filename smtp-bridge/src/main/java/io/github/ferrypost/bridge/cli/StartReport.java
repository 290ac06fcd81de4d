package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.Bridge;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the log at the start of a bridge: where it listens, for which accounts, and what is in the queue. */
final class StartReport {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private StartReport() {}

    static void of(CheckedSettings checked, Bridge bridge, Alerts alerts) {
        bridge.addresses()
                .forEach(address -> LOG.info(
                        "Ferrypost {} listens on {}:{}, accounts {}",
                        Main.version(),
                        address.getAddress().getHostAddress(),
                        address.getPort(),
                        checked.accounts().all()));
        checked.config().listeners().stream()
                .filter(listener -> !listener.isDefault())
                .forEach(listener -> LOG.info("Listener {}", listener));
        redirections(checked.accounts());
        bridge.spool().ifPresent(spool -> queue(checked.config(), spool, alerts));
    }

    /** A test system's redirection must not go unnoticed where real mail is meant to be sent. */
    static void redirections(Accounts accounts) {
        accounts.all()
                .forEach(account -> account.sending()
                        .redirect()
                        .ifPresent(address -> LOG.warn(
                                "REDIRECTION: ferrypost.redirect sends all mail of {} to {}, and none to its"
                                        + " recipients",
                                account,
                                address)));
    }

    static void exposedFiles(Settings settings) {
        warn(settings.exposedFiles());
    }

    /** Those that only the new settings use. */
    static void newlyExposed(Settings before, Settings after) {
        List<Path> files = new ArrayList<>(after.exposedFiles());
        files.removeAll(before.secretFiles());
        warn(files);
    }

    private static void warn(List<Path> exposed) {
        exposed.forEach(file -> LOG.warn(
                "Other users of this machine can read {}, which contains a secret: run chmod 600 {}", file, file));
    }

    private static void queue(BridgeConfig config, Spool spool, Alerts alerts) {
        Path folder = config.spool().orElseThrow().toAbsolutePath().normalize();
        try {
            LOG.info("The queue in {} holds {} messages", folder, spool.stats().count());
        } catch (SpoolException e) {
            alerts.raise(Alert.of(AlertKind.QUEUE_UNREADABLE, "", "the queue in " + folder + " cannot be read")
                    .withDetail(String.valueOf(e.getMessage()))
                    .withCause(e));
        }
    }
}
