package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.reply.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides who gets a bounce: the sender, and where it may not reach a person, the addresses for alerts. Immutable.
 *
 * @param alertMail {@code ferrypost.alert.mail}; empty for none
 */
record BounceRecipients(Accounts accounts, List<String> alertMail) {
    /**
     * Names without mail servers: those of RFC 6761, RFC 6762 and private networks (RFC 9476, and ICANN resolution
     * 2024.07.29.06 for {@code .internal}).
     */
    private static final Set<String> UNREACHABLE =
            Set.of("local", "localhost", "localdomain", "invalid", "internal", "lan", "home", "corp", "alt");

    /** How both roads report that Exchange does not let the mailbox send as this sender. */
    private static final String SEND_AS_DENIED = "5.7.60";

    /**
     * Empty if no one can be notified. Microsoft accepts a bounce to an address that does not exist, so its 202 proves
     * nothing about a sender outside the accounts' own domains.
     *
     * @param sender empty for a bounce that was refused itself (RFC 5321 section 6.1)
     * @param refused the last status of each recipient that did not get the message
     */
    List<String> of(String sender, Account account, Map<String, Status> refused) {
        if (sender.isEmpty()) {
            // a bounce to the alert addresses that was refused is not sent to them again
            return alertMail.stream().anyMatch(refused::containsKey) ? List.of() : alertMail;
        }
        if (isOwn(sender, account)) {
            return List.of(sender);
        }
        if (hasNoMailServer(sender) || isForeign(refused.values())) {
            return alertMail;
        }
        List<String> both = new ArrayList<>(List.of(sender));
        alertMail.stream().filter(address -> !address.equalsIgnoreCase(sender)).forEach(both::add);
        return both;
    }

    private boolean isOwn(String sender, Account account) {
        String domain = domain(sender);
        return Stream.concat(Stream.of(account), accounts.all().stream())
                .flatMap(one -> Stream.concat(Stream.of(one.mailbox()), one.senders().stream()))
                .anyMatch(own -> domain(own).equals(domain));
    }

    /** As in {@code scanner@local}: Microsoft would accept the bounce, and it would reach no mailbox. */
    private static boolean hasNoMailServer(String sender) {
        String domain = domain(sender);
        String last = domain.substring(domain.lastIndexOf('.') + 1);
        return !domain.contains(".") || UNREACHABLE.contains(last);
    }

    private static boolean isForeign(Collection<Status> refused) {
        return refused.stream()
                .anyMatch(status -> status.reply().enhanced().toString().equals(SEND_AS_DENIED));
    }

    /** Also of a domain alone, as in {@code ferrypost.senders}. */
    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
