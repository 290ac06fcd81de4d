package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.reply.Reply;
import java.util.Optional;

/**
 * The rules for who may send. The bridge trusts a client on this machine, whatever password it sends; a client on
 * another machine must encrypt and log in. The bridge chooses the account by login, then by sender, then the default
 * one; Microsoft decides whether that mailbox may send as that sender. Immutable; safe for use by many threads.
 */
public final class Admission {
    /** RFC 3207 section 4. */
    private static final Reply ENCRYPT = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    /** RFC 4954 section 6. */
    private static final Reply LOG_IN = Reply.of(530, "5.7.0", "Authentication required");
    /** RFC 4954 section 4: refuses AUTH before TLS, because the mechanisms send the password in clear text. */
    private static final Reply ENCRYPT_LOGIN =
            Reply.of(538, "5.7.11", "Encryption required for login: issue a STARTTLS command first");

    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication credentials invalid")
            .withRemedy("Check the user name and password in the bridge's setting ferrypost.bridge.logins.");

    private final BridgeConfig.Admit rules;
    private final Accounts accounts;

    public Admission(BridgeConfig.Admit rules, Accounts accounts) {
        this.rules = rules;
        this.accounts = accounts;
    }

    /** Whether EHLO offers AUTH to this client now. */
    public boolean offersLogin(ClientIdentity client) {
        return mayLogIn(client).isEmpty();
    }

    /** Why this client may not log in now; empty if it may. */
    public Optional<Reply> mayLogIn(ClientIdentity client) {
        return client.isLocal() || client.encrypted() ? Optional.empty() : Optional.of(ENCRYPT_LOGIN);
    }

    /** Checks a login. Returns the refusal, or empty if the login is accepted. */
    public Optional<Reply> logIn(ClientIdentity client, String user, String password) {
        if (rules.logins().isEmpty() && client.isLocal()) {
            return Optional.empty();
        }
        return rules.logins().accepts(user, password) ? Optional.empty() : Optional.of(WRONG);
    }

    /**
     * Decides whether the client may send, and by which account.
     *
     * @param sender of the envelope; empty for the null sender of a bounce
     */
    public Decision send(ClientIdentity client, String sender) {
        if (!client.isLocal() && !client.encrypted()) {
            return new Decision.Refused(ENCRYPT);
        }
        if (client.login().isEmpty() && (rules.loginRequired() || !client.isLocal())) {
            return new Decision.Refused(LOG_IN);
        }
        return client.login()
                .flatMap(accounts::byLogin)
                .or(() -> accounts.bySender(sender))
                .or(accounts::fallback)
                .<Decision>map(Decision.Admitted::new)
                .orElseGet(() -> new Decision.Refused(nobodySends(client, sender)));
    }

    private static Reply nobodySends(ClientIdentity client, String sender) {
        String login = client.login().map(user -> " and the login " + user).orElse("");
        return Reply.of(550, "5.7.1", "No account of this bridge may send as <" + sender + ">" + login)
                .withRemedy("Add the address to ferrypost.senders of an account, or the login to"
                        + " ferrypost.logins, or set ferrypost.default.");
    }

    /** The accounts that the bridge may send by. */
    public Iterable<Account> accounts() {
        return accounts.all();
    }
}
