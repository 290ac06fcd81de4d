package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.learn.Attempts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The configuration that all sessions share. Immutable.
 *
 * @param name this host's name, for the greeting and the Received line
 * @param tls empty if the listener has none
 * @param received whether to prepend a Received line to each message
 * @param dsn whether to offer DSN: only if every account's road passes it on
 * @param folder for messages too large for memory
 * @param attempts of unknown clients at a listener that learns
 * @param clock for dates in header lines
 */
public record SessionContext(
        String name,
        ListenerLimits limits,
        Optional<Tls> tls,
        boolean received,
        boolean dsn,
        Path folder,
        Admission admission,
        Delivery delivery,
        SmtpEvents journal,
        Attempts attempts,
        Clock clock) {}
