package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the bounce for refused recipients, which is stored and sent to the sender by the same account. Safe for use
 * by many threads.
 */
final class BounceFactory {
    private static final Logger LOG = LoggerFactory.getLogger(BounceFactory.class);

    private static final Set<String> UNREACHABLE =
            Set.of("local", "localhost", "localdomain", "invalid", "internal", "lan", "home", "corp", "alt");

    private final Accounts accounts;
    private final String mta;
    private final ZoneId zone;

    /** @param mta the name of this bridge */
    BounceFactory(Accounts accounts, String mta, ZoneId zone) {
        this.accounts = accounts;
        this.mta = mta;
        this.zone = zone;
    }

    /**
     * Creates the bounce. Empty if none can or may be sent: the message has no sender (RFC 5321 section 6.1), the
     * sender is unreachable, the account no longer exists, or the sender wants no report (RFC 3461 section 4.1,
     * NOTIFY=NEVER).
     */
    Optional<NewEntry> on(Claim claim, Map<String, Status> refused, Instant now) {
        Entry entry = claim.entry();
        Optional<Account> account = accounts.named(entry.account());
        List<Undelivered.Failed> failed = refused.entrySet().stream()
                .filter(one -> wantsReport(entry, one.getKey()))
                .map(one -> new Undelivered.Failed(one.getKey(), one.getValue(), now))
                .toList();
        if (account.isEmpty()
                || failed.isEmpty()
                || isUnreachable(entry.sender(), account.get().mailbox())) {
            return Optional.empty();
        }
        Undelivered undelivered = new Undelivered(
                entry.sender(),
                failed,
                claim.message(),
                entry.arrivedAt(),
                entry.dsn().getOrDefault("ENVID", ""));
        try {
            Optional<Submission> report = new DeliveryStatusNotification(
                            mta, account.get().mailbox(), zone)
                    .report(undelivered, claim.id().toString(), now);
            return report.map(mail -> NewEntry.of(entry.account(), mail.envelope(), mail.message(), now));
        } catch (IOException e) {
            LOG.error("Cannot write the bounce for entry {}", claim.id(), e);
            return Optional.empty();
        }
    }

    /**
     * Whether no mail server has the sender's domain, as in {@code scanner@local}: Microsoft would accept the bounce,
     * and it would reach no mailbox. These are names without a dot and those of RFC 6761, RFC 6762 and private networks
     * (RFC 9476, and ICANN resolution 2024.07.29.06 for {@code .internal}), unless the sending mailbox is in that
     * domain.
     */
    private static boolean isUnreachable(String sender, String mailbox) {
        String domain = domain(sender);
        boolean own = domain.equals(domain(mailbox));
        String last = domain.substring(domain.lastIndexOf('.') + 1);
        return !domain.isEmpty() && !own && (!domain.contains(".") || UNREACHABLE.contains(last));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean wantsReport(Entry entry, String recipient) {
        // RFC 3461 section 4.1: NOTIFY lists all wanted events; without NOTIFY failures are reported
        return entry.dsn()
                .getOrDefault("NOTIFY " + recipient, "FAILURE")
                .toUpperCase(Locale.ROOT)
                .contains("FAILURE");
    }
}
