package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.FailureScope;
import java.util.List;
import java.util.Optional;

/**
 * How far a pause reaches: one mailbox of one app, the app with its credential, or the whole tenant. Two accounts of the
 * settings that share it are paused together. Immutable.
 *
 * @param reach MAILBOX, ACCOUNT or TENANT
 * @param key what tells it from others of the same reach and tenant
 */
record PauseScope(FailureScope reach, String tenant, List<Object> key) {

    /** The scope of a failure of this account; nothing where the failure says nothing of the next message. */
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

    /** All scopes that the account is in, the widest first. */
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
