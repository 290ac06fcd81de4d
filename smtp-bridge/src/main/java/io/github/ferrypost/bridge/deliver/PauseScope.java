package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.FailureScope;
import java.util.List;
import java.util.Optional;

/**
 * The scope of a pause: one mailbox of one app, the app with its credential, or the whole tenant. Two accounts in the
 * settings that share the scope are paused together. Immutable.
 *
 * @param reach MAILBOX, ACCOUNT or TENANT
 * @param key distinguishes scopes with the same reach and tenant
 */
record PauseScope(FailureScope reach, String tenant, List<Object> key) {

    /** The scope that a failure of this account affects; empty if it says nothing about the next message. */
    static Optional<PauseScope> of(Account account, FailureScope blame) {
        return switch (blame) {
            case MAILBOX ->
                Optional.of(new PauseScope(blame, account.tenant(), List.of(account.client(), account.mailbox())));
            case ACCOUNT ->
                Optional.of(new PauseScope(blame, account.tenant(), List.of(account.client(), account.credential())));
            case TENANT -> Optional.of(new PauseScope(blame, account.tenant(), List.of()));
            case NOBODY, SESSION, MESSAGE, RECIPIENT -> Optional.empty();
        };
    }

    /** All scopes of the account, the widest first. */
    static List<PauseScope> all(Account account) {
        return List.of(
                of(account, FailureScope.TENANT).orElseThrow(),
                of(account, FailureScope.ACCOUNT).orElseThrow(),
                of(account, FailureScope.MAILBOX).orElseThrow());
    }

    /** For the log, without the credential. */
    @Override
    public String toString() {
        return reach + " " + tenant;
    }
}
