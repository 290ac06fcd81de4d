package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which accounts have ever delivered. If one that has delivered fails, someone will fix it, so its messages wait. If
 * one that has never delivered fails, its setup is incomplete, and the person doing it has to see the error at once.
 * Stored in the spool, so that it survives a restart. Safe for use by many threads.
 */
final class DeliveryHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHistory.class);

    private final Optional<Spool> spool;
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    /** @param spool stores the history; if empty, it lasts as long as the process */
    DeliveryHistory(Optional<Spool> spool) {
        this.spool = spool;
    }

    boolean in(Account account) {
        String name = name(account);
        if (trusted.contains(name)) {
            return true;
        }
        try {
            boolean known = spool.isPresent() && spool.get().knows(name);
            if (known) {
                trusted.add(name);
            }
            return known;
        } catch (SpoolException e) {
            // assume it has delivered: a wrong guess makes a message wait, the opposite guess would refuse one
            LOG.warn("Cannot read from the spool whether {} has ever delivered", account, e);
            return true;
        }
    }

    /** What {@link #in} found earlier. Does not access the spool, so the spool's own thread may call it. */
    boolean isKnownOf(Account account) {
        return trusted.contains(name(account));
    }

    void delivered(Account account) {
        String name = name(account);
        if (!trusted.add(name) || spool.isEmpty()) {
            return;
        }
        try {
            spool.get().learn(name);
        } catch (SpoolException e) {
            LOG.warn(
                    "Cannot record in the spool that {} has delivered; the bridge remembers it until it restarts",
                    account,
                    e);
        }
    }

    private static String name(Account account) {
        return "delivered " + account.tenant() + " " + account.client() + " " + account.mailbox();
    }
}
