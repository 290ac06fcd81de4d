package io.github.ferrypost.bridge.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that clients can connect: sd_notify(3), for a unit with {@code Type=notify} and {@code
 * NotifyAccess=all}. Java has no datagram sockets of the Unix domain (JEP 380), so the program systemd-notify sends it.
 * Stateless.
 */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final long PATIENCE_SECONDS = 10;

    private Readiness() {}

    /** Does nothing without {@code NOTIFY_SOCKET}. A failure is logged: the unit then ends at its TimeoutStartSec. */
    static void announce(Map<String, String> environment) throws InterruptedException {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return;
        }
        try {
            Process notice = new ProcessBuilder("systemd-notify", "--ready")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!notice.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                notice.destroyForcibly();
                LOG.warn("systemd could not be told that the bridge is ready: systemd-notify did not end");
            } else if (notice.exitValue() != 0) {
                LOG.warn(
                        "systemd could not be told that the bridge is ready: systemd-notify ended with status {}",
                        notice.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("systemd could not be told that the bridge is ready: {}", e.getMessage());
        }
    }
}
