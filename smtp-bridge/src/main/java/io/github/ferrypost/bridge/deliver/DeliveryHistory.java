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
 * Which accounts have ever delivered. The faults of one that has are somebody's to mend, and its mail waits for that; the
 * faults of one that has not are a set-up that is not finished, and whoever does it is to see them at once. Kept in the
 * spool, so that a restart forgets nothing. Safe for use by many threads.
 */
final class DeliveryHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHistory.class);

    private final Optional<Spool> spool;
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    /** @param spool where it is kept; without one it lasts as long as the process */
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
            // trusting too much keeps a mail waiting, trusting too little refuses it
            LOG.warn("The spool cannot tell whether {} has ever delivered", account, e);
            return true;
        }
    }

    /** As {@link #in} has found it before; asks the spool nothing, so that the spool's own thread may call it. */
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
            LOG.warn("The spool cannot keep that {} has delivered; it holds until a restart", account, e);
        }
    }

    private static String name(Account account) {
        return "delivered " + account.tenant() + " " + account.client() + " " + account.mailbox();
    }
}
