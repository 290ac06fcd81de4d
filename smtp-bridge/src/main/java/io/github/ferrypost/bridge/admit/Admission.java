package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.reply.Reply;
import java.util.Optional;

/**
 * The rules of who may send. A client on this machine is trusted, whatever password it keeps; one from elsewhere has to
 * encrypt and to log in. The account is chosen by the login, else by the sender, else it is the default one; whether that
 * mailbox may send as that sender is for Microsoft to decide. Immutable.
 */
public final class Admission {
    /** RFC 3207 section 4. */
    private static final Reply ENCRYPT = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    /** RFC 4954 section 6. */
    private static final Reply LOG_IN = Reply.of(530, "5.7.0", "Authentication required");
    /** RFC 4954 section 4: AUTH before TLS, where the mechanism sends the password as it is. */
    private static final Reply ENCRYPT_LOGIN =
            Reply.of(538, "5.7.11", "Encryption required for a login: issue a STARTTLS command first");

    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication credentials invalid")
            .withRemedy("Check user name and password against the setting ferrypost.bridge.logins of the bridge.");

    private final BridgeConfig.Admit rules;
    private final Accounts accounts;

    public Admission(BridgeConfig.Admit rules, Accounts accounts) {
        this.rules = rules;
        this.accounts = accounts;
    }

    /** Whether AUTH is offered to this client now. */
    public boolean offersLogin(ClientIdentity client) {
        return mayLogIn(client).isEmpty();
    }

    /** What stands in the way of any login at this moment. */
    public Optional<Reply> mayLogIn(ClientIdentity client) {
        return client.isLocal() || client.encrypted() ? Optional.empty() : Optional.of(ENCRYPT_LOGIN);
    }

    /** Why this login is refused; nothing where it is accepted. */
    public Optional<Reply> logIn(ClientIdentity client, String user, String password) {
        if (rules.logins().isEmpty() && client.isLocal()) {
            return Optional.empty();
        }
        return rules.logins().accepts(user, password) ? Optional.empty() : Optional.of(WRONG);
    }

    /** @param sender of the envelope; empty for the null sender of a bounce */
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
        return Reply.of(550, "5.7.1", "No account of this bridge sends for <" + sender + ">" + login)
                .withRemedy(
                        "Add the address to ferrypost.senders or the login to ferrypost.logins of an account, or name"
                                + " one in ferrypost.default.");
    }

    /** The accounts that mail may leave by. */
    public Iterable<Account> accounts() {
        return accounts.all();
    }
}
