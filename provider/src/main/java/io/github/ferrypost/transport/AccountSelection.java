package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import java.util.Objects;
import java.util.Optional;

/** Who carries the mail of one connection, and why. Immutable. */
final class AccountSelection {
    private final Accounts accounts;
    private final Account account;
    private final boolean perMessage;
    private final boolean elseAngus;
    private final boolean broken;
    private final String reason;
    private final RouteSettings settings;

    private AccountSelection(
            Accounts accounts,
            Account account,
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

    /** Angus, as if we were not there. */
    static AccountSelection angus(String reason) {
        return new AccountSelection(null, null, false, true, false, reason, RouteSettings.NONE);
    }

    /** Angus, although the settings were meant to say something and cannot be used. */
    static AccountSelection angusDespite(String problems) {
        return new AccountSelection(null, null, false, true, true, problems, RouteSettings.NONE);
    }

    /** One account for every message of the connection. */
    static AccountSelection by(Account account, String reason) {
        return new AccountSelection(
                null, Objects.requireNonNull(account), false, false, false, reason, RouteSettings.NONE);
    }

    /** Each message by the account of its own envelope sender, else by {@code account}. */
    static AccountSelection bySender(Accounts accounts, Account account, String reason) {
        return new AccountSelection(
                accounts, Objects.requireNonNull(account), true, false, false, reason, RouteSettings.NONE);
    }

    /** Each message by the account of its own envelope sender; the rest by Angus, or by nobody. */
    static AccountSelection bySenderAlone(Accounts accounts, boolean elseAngus, String reason) {
        return new AccountSelection(accounts, null, true, elseAngus, false, reason, RouteSettings.NONE);
    }

    /** The same under these settings. */
    AccountSelection with(RouteSettings newSettings) {
        return new AccountSelection(accounts, account, perMessage, elseAngus, broken, reason, newSettings);
    }

    boolean isAngus() {
        return accounts == null && account == null;
    }

    /** Whether a login that is not known yet could still change the account, or is needed. */
    boolean wantsLogin() {
        return perMessage || settings.logins().isChecked();
    }

    /** The account that is sure enough to be asked to sign in at connect. */
    Optional<Account> signsIn() {
        return Optional.ofNullable(account);
    }

    /** An account that may well be the one that carries. */
    Optional<Account> likely() {
        return signsIn()
                .or(() -> accounts == null
                        ? Optional.empty()
                        : accounts.all().stream().findFirst());
    }

    /** @param sender the envelope sender; empty for the null sender */
    Optional<Account> accountFor(String sender) {
        Optional<Account> own = perMessage ? accounts.bySender(sender) : Optional.empty();
        return own.or(this::signsIn);
    }

    RouteSettings settings() {
        return settings;
    }

    /** Whether Angus takes what {@link #accountFor} has no account for. */
    boolean elseAngus() {
        return elseAngus;
    }

    /** Whether there are settings that somebody should mend. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public String toString() {
        if (isAngus()) {
            return "left to Angus: " + reason;
        }
        return (account == null ? "taken over by the sender of each message" : "taken over by " + account) + ": "
                + reason;
    }
}
