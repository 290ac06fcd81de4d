package io.github.ferrypost.transport;

import jakarta.mail.Session;
import java.util.function.Supplier;

/** Debug output of a mail Session: one line per step. */
final class DebugOutput {
    private final Session session;

    DebugOutput(Session session) {
        this.session = session;
    }

    void line(Supplier<String> text) {
        if (session.getDebug()) {
            session.getDebugOut().println("DEBUG FERRYPOST: " + text.get());
        }
    }
}
