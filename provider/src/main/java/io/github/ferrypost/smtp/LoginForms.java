package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which name a user's token signs in with. Exchange wants the user's, even for another mailbox (measured by nextcloud/mail
 * 13667 and 13668); Microsoft's page on OAuth for IMAP, POP and SMTP shows the mailbox's. So after 535 5.7.3 the other one
 * is tried once, and the one that works is remembered. An app's token always takes the mailbox. Safe for many threads.
 */
final class LoginForms {
    /** Where neither works, the cause is another one, and each further sign-in counts as a failed one. */
    static final Duration NOT_AGAIN_FOR = Duration.ofHours(1);

    private final Clock clock;
    /** By account: {@link Instant#MAX} if the mailbox works, else when it may be tried again. */
    private final Map<Account, Instant> mailboxTried = new ConcurrentHashMap<>();

    LoginForms(Clock clock) {
        this.clock = clock;
    }

    /** The name to sign in with. */
    String name(Account account) {
        boolean asMailbox = Instant.MAX.equals(mailboxTried.get(account));
        return asMailbox ? account.mailbox() : Xoauth2.user(account).orElse(account.mailbox());
    }

    /** The other name, if this one was refused and the other has not been tried lately. */
    Optional<String> other(Account account) {
        Instant again = mailboxTried.get(account);
        boolean tried = again != null && clock.instant().isBefore(again);
        return tried || name(account).equalsIgnoreCase(account.mailbox())
                ? Optional.empty()
                : Optional.of(account.mailbox());
    }

    /** The other name was tried. */
    void tried(Account account, boolean works) {
        mailboxTried.put(account, works ? Instant.MAX : clock.instant().plus(NOT_AGAIN_FOR));
    }

    /** The settings or what they name may be repaired: both are open again. */
    void reset(Account account) {
        mailboxTried.remove(account);
    }

    /** The name that worked once was refused: both are open again. */
    void forget(Account account) {
        mailboxTried.remove(account, Instant.MAX);
    }
}
