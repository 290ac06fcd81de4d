package io.github.ferrypost.bridge;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.util.PrivateFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the queue. Creates it with owner-only permissions, and looks for queues where earlier versions kept
 * them.
 */
public final class SpoolFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private SpoolFolder() {}

    /**
     * Creates the folder if it is missing, and removes write permission from group and others.
     *
     * @throws SettingsException if the folder cannot be created or written
     */
    static Optional<Path> prepare(Optional<Path> wanted) throws SettingsException {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Path folder = wanted.get().toAbsolutePath().normalize();
        try {
            PrivateFolder.make(folder);
            closeToOthers(folder);
        } catch (IOException e) {
            throw unusable(folder, "cannot be created: " + reason(e));
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, "cannot be written by " + System.getProperty("user.name"));
        }
        return Optional.of(folder);
    }

    private static void closeToOthers(Path folder) throws IOException {
        PrivateFolder.Access access = PrivateFolder.close(folder);
        if (access == PrivateFolder.Access.CLOSED_NOW) {
            LOG.warn(
                    "Other users could write to the queue's folder {}; the bridge has removed that"
                            + " permission. If you do not trust every user of this machine, check the"
                            + " settings and the queue",
                    folder);
        } else if (access == PrivateFolder.Access.OPEN) {
            LOG.warn(
                    "Other users may write to the queue's folder {} and delete its messages: make {} its only"
                            + " owner (chown, chmod 700)",
                    folder,
                    System.getProperty("user.name"));
        }
    }

    private static SettingsException unusable(Path folder, String why) {
        return new SettingsException(List.of("ferrypost.bridge.spool: the folder " + folder + " " + why
                + ". Give the bridge's user write access to it, or set ferrypost.bridge.spool to another"
                + " folder on a local disk."));
    }

    private static String reason(IOException failure) {
        return failure instanceof AccessDeniedException
                ? "permission denied for " + System.getProperty("user.name")
                : failure.toString();
    }

    /**
     * Warns about messages in the folder that earlier versions used: in the working directory instead of beside the
     * settings file.
     */
    public static void reportForgottenQueue(BridgeConfig config, Path workingDirectory) {
        Path now = config.spool().orElse(config.defaultSpool()).toAbsolutePath().normalize();
        Path before = workingDirectory
                .toAbsolutePath()
                .resolve(config.defaultSpool().getFileName())
                .normalize();
        if (before.equals(now) || !Spool.exists(before)) {
            return;
        }
        try (Spool spool = Spool.open(before, Clock.systemUTC())) {
            long count = spool.stats().count();
            if (count > 0) {
                LOG.warn(
                        "{} messages are in the queue of an earlier start, {}, but this bridge delivers from"
                                + " {}. To deliver them, run a bridge with ferrypost.bridge.spool={} until"
                                + " `ferrypost queue list` shows an empty queue",
                        count,
                        before,
                        now,
                        before);
            }
        } catch (SpoolException e) {
            LOG.warn(
                    "Cannot read whether the queue of an earlier start, {}, holds messages: {}",
                    before,
                    e.getMessage());
        }
    }
}
