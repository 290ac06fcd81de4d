package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.deliver.Delivery;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What all sessions share. Immutable.
 *
 * @param name of this host, in greeting and Received line
 * @param tls for STARTTLS; empty where it cannot be offered
 * @param received whether a Received line is put before each message
 * @param dsn whether DSN is offered: where every mail goes on by a road that passes it on
 * @param folder for messages too large for memory
 * @param clock for the dates in header lines
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
        Clock clock) {}
