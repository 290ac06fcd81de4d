package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which account, if any, sends the messages of one connection, and why. Immutable. */
final class AccountSelection {
    private final @Nullable Accounts accounts;
    private final @Nullable Account account;
    private final boolean perMessage;
    private final boolean elseAngus;
    private final boolean broken;
    private final String reason;
    private final RouteSettings settings;

    private AccountSelection(
            @Nullable Accounts accounts,
            @Nullable Account account,
            boolean perMessage,
            boolean elseAngus,
            boolean broken,
            String reason,
            RouteSettings settings) {
        this.accounts = accounts;
        this.account = account;
        this.perMessage = perMessage;
        this.elseAngus = elseAngus;
        this.broken = broken;
        this.reason = Objects.requireNonNull(reason);
        this.settings = settings;
    }

    /** Angus sends, as if Ferrypost were not installed. */
    static AccountSelection angus(String reason) {
        return new AccountSelection(null, null, false, true, false, reason, RouteSettings.NONE);
    }

    /** Angus sends because the Ferrypost settings are unusable. */
    static AccountSelection angusDespite(String problems) {
        return new AccountSelection(null, null, false, true, true, problems, RouteSettings.NONE);
    }

    /** One account sends every message of the connection. */
    static AccountSelection by(Account account, String reason) {
        return new AccountSelection(
                null, Objects.requireNonNull(account), false, false, false, reason, RouteSettings.NONE);
    }

    /** The account of each message's envelope sender sends it; {@code account} sends the rest. */
    static AccountSelection bySender(Accounts accounts, Account account, String reason) {
        return new AccountSelection(
                accounts, Objects.requireNonNull(account), true, false, false, reason, RouteSettings.NONE);
    }

    /**
     * The account of each message's envelope sender sends it; Angus sends the rest if {@code elseAngus}, otherwise no
     * road does.
     */
    static AccountSelection bySenderAlone(Accounts accounts, boolean elseAngus, String reason) {
        return new AccountSelection(accounts, null, true, elseAngus, false, reason, RouteSettings.NONE);
    }

    /** Returns a copy with these settings. */
    AccountSelection with(RouteSettings newSettings) {
        return new AccountSelection(accounts, account, perMessage, elseAngus, broken, reason, newSettings);
    }

    boolean isAngus() {
        return accounts == null && account == null;
    }

    /** Whether a login that is still unknown could change the account, or is required. */
    boolean wantsLogin() {
        return perMessage || settings.logins().isChecked();
    }

    /** The account to sign in at connect, if it is already certain. */
    Optional<Account> signsIn() {
        return Optional.ofNullable(account);
    }

    /** The account that will probably send. */
    Optional<Account> likely() {
        if (account != null) {
            return Optional.of(account);
        }
        return accounts == null || accounts.all().isEmpty()
                ? Optional.empty()
                : Optional.of(accounts.all().get(0));
    }

    /** @param sender the envelope sender; empty for the null sender */
    Optional<Account> accountFor(String sender) {
        Optional<Account> own = perMessage && accounts != null ? accounts.bySender(sender) : Optional.empty();
        return (own.isPresent() ? own : signsIn()).flatMap(chosen -> chosen.forSender(sender));
    }

    RouteSettings settings() {
        return settings;
    }

    /** Whether Angus sends messages for which {@link #accountFor} finds no account. */
    boolean elseAngus() {
        return elseAngus;
    }

    /** Whether the settings contain errors that need fixing. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public String toString() {
        if (isAngus()) {
            return "left to Angus: " + reason;
        }
        return (account == null
                        ? "handled by Ferrypost; it selects the account by the sender of each message"
                        : "handled by " + account)
                + ": "
                + reason;
    }
}
