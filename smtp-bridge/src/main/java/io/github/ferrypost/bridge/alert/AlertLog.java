package io.github.ferrypost.bridge.alert;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes one ERROR line for each alert; who raises alerts decides whether the end has a line. Stateless. */
final class AlertLog implements Alerts {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail.alert");

    @Override
    public void raise(Alert alert) {
        if (!alert.kind().isLogged()) {
            return;
        }
        // the pairs are for JSON lines; the text has no place for them
        LoggingEventBuilder line =
                LOG.atError().addKeyValue("alert", alert.kind().word());
        if (!alert.subject().isEmpty()) {
            line = line.addKeyValue("subject", alert.subject());
        }
        alert.cause().map(line::setCause).orElse(line).log("ALERT: {}", alert.line());
    }

    @Override
    public void clear(AlertKind kind, String subject) {}

    @Override
    public void retain(AlertKind kind, Set<String> subjects) {}
}
