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
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the bounce for refused recipients, which is stored and sent to the sender by the same account. Safe for use
 * by many threads.
 */
final class BounceFactory {
    private static final Logger LOG = LoggerFactory.getLogger(BounceFactory.class);

    private final Accounts accounts;
    private final UnaryOperator<Account> sender;
    private final String mta;
    private final ZoneId zone;
    private final BounceRecipients recipients;

    /** @param mta the name of this bridge */
    BounceFactory(Accounts accounts, String mta, ZoneId zone) {
        this(accounts, UnaryOperator.identity(), List.of(), mta, zone);
    }

    /**
     * @param sender the account that sends now for another one
     * @param alertMail who gets a bounce that its sender may not get
     * @param mta the name of this bridge
     */
    BounceFactory(Accounts accounts, UnaryOperator<Account> sender, List<String> alertMail, String mta, ZoneId zone) {
        this.recipients = new BounceRecipients(accounts, alertMail);
        this.accounts = accounts;
        this.sender = sender;
        this.mta = mta;
        this.zone = zone;
    }

    /**
     * Creates the bounce. Empty if none can or may be sent: the message has no sender (RFC 5321 section 6.1) or one that
     * cannot be reached, and no address for alerts is set; the account no longer exists; or the sender wants no report
     * (RFC 3461 section 4.1, NOTIFY=NEVER).
     */
    Optional<NewEntry> on(Claim claim, Map<String, Status> refused, Instant now) {
        Entry entry = claim.entry();
        Optional<Account> account = accounts.named(entry.account()).map(sender);
        List<Undelivered.Failed> failed = refused.entrySet().stream()
                .filter(one -> wantsReport(entry, one.getKey()))
                .map(one -> new Undelivered.Failed(one.getKey(), one.getValue(), now))
                .toList();
        List<String> to =
                account.map(one -> recipients.of(entry.sender(), one, refused)).orElse(List.of());
        if (failed.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Undelivered undelivered = new Undelivered(
                entry.sender(),
                failed,
                claim.message(),
                entry.arrivedAt(),
                entry.dsn().getOrDefault("ENVID", ""));
        try {
            Submission mail = new DeliveryStatusNotification(
                            mta, account.orElseThrow().mailbox(), zone)
                    .report(undelivered, to, claim.id().toString(), now);
            return Optional.of(NewEntry.of(account.orElseThrow().name(), mail.envelope(), mail.message(), now));
        } catch (IOException e) {
            LOG.error("Cannot write the bounce for entry {}", claim.id(), e);
            return Optional.empty();
        }
    }

    private static boolean wantsReport(Entry entry, String recipient) {
        // RFC 3461 section 4.1: NOTIFY lists all wanted events; without NOTIFY failures are reported
        return entry.dsn()
                .getOrDefault("NOTIFY " + recipient, "FAILURE")
                .toUpperCase(Locale.ROOT)
                .contains("FAILURE");
    }
}
