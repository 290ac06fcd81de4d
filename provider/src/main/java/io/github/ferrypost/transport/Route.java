package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import java.util.Objects;
import java.util.Optional;

/** Who carries the mail of one connection, and why. Immutable. */
final class Route {
    private final Accounts accounts;
    private final Account account;
    private final boolean perMessage;
    private final boolean elseAngus;
    private final boolean broken;
    private final String reason;
    private final String proxy;

    private Route(
            Accounts accounts,
            Account account,
            boolean perMessage,
            boolean elseAngus,
            boolean broken,
            String reason,
            String proxy) {
        this.accounts = accounts;
        this.account = account;
        this.perMessage = perMessage;
        this.elseAngus = elseAngus;
        this.broken = broken;
        this.reason = Objects.requireNonNull(reason);
        this.proxy = proxy;
    }

    /** Angus, as if we were not there. */
    static Route angus(String reason) {
        return new Route(null, null, false, true, false, reason, "");
    }

    /** Angus, although the settings were meant to say something and cannot be used. */
    static Route angusDespite(String problems) {
        return new Route(null, null, false, true, true, problems, "");
    }

    /** One account for every message of the connection. */
    static Route by(Account account, String reason) {
        return new Route(null, Objects.requireNonNull(account), false, false, false, reason, "");
    }

    /** Each message by the account of its own envelope sender, else by {@code account}. */
    static Route bySender(Accounts accounts, Account account, String reason) {
        return new Route(accounts, Objects.requireNonNull(account), true, false, false, reason, "");
    }

    /** Each message by the account of its own envelope sender; the rest by Angus, or by nobody. */
    static Route bySenderAlone(Accounts accounts, boolean elseAngus, String reason) {
        return new Route(accounts, null, true, elseAngus, false, reason, "");
    }

    /** The same by the proxy that the settings name; empty for none. */
    Route withProxy(String newProxy) {
        return new Route(accounts, account, perMessage, elseAngus, broken, reason, newProxy);
    }

    boolean isAngus() {
        return accounts == null && account == null;
    }

    /** Whether a login that is not known yet could still change the account. */
    boolean wantsLogin() {
        return perMessage;
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

    /** Of our own settings, as {@code HOST:PORT}. */
    Optional<String> proxy() {
        return proxy.isEmpty() ? Optional.empty() : Optional.of(proxy);
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
