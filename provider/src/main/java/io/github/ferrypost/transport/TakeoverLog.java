package io.github.ferrypost.transport;

import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Logs one line for each mail Session at its first use: whether its mail was taken over, and why. Normal cases are
 * logged at debug level, because cron mails any output to its owner. Old programs create a Session for every message,
 * so repeated lines also go to debug level. Safe for use by many threads.
 */
final class TakeoverLog {
    /** More than the number of different servers and logins that a program has. */
    private static final int REMEMBERED = 256;

    private final System.Logger logger;
    private final Set<Session> seen = Collections.newSetFromMap(new WeakHashMap<>());
    private final Set<String> said = new LinkedHashSet<>();

    TakeoverLog() {
        this(System.getLogger("io.github.ferrypost"));
    }

    TakeoverLog(System.Logger logger) {
        this.logger = logger;
    }

    void routed(Session session, String host, AccountSelection route) {
        Level level = route.isBroken() ? Level.WARNING : Level.DEBUG;
        tell(session, level, "Mail for " + host + " is " + route);
    }

    void refused(Session session, String host, String problems) {
        tell(session, Level.ERROR, "Mail for " + host + " is refused because the settings are invalid: " + problems);
    }

    private void tell(Session session, Level level, String line) {
        boolean isNew;
        synchronized (this) {
            if (!seen.add(session)) {
                return;
            }
            if (said.size() >= REMEMBERED) {
                said.clear();
            }
            isNew = said.add(line);
        }
        logger.log(isNew ? level : Level.DEBUG, line);
    }
}
