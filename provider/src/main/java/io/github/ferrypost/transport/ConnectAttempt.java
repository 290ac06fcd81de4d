package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;

/**
 * What is known during one call of connect. Jakarta Mail tries without a login first; where that fails and there is an
 * Authenticator, it asks that and tries a second time.
 */
final class ConnectAttempt {
    private boolean asking;
    private boolean unanswered;
    private Account failed;
    private SignInFailedException failure;

    /**
     * Whether this try is given up, so that the Authenticator is asked who logs in. Angus asks in this case too, and the
     * login may name the account.
     */
    boolean asks(AccountSelection chosen, String password, SessionProperties properties) {
        asking = !chosen.isAngus() && chosen.wantsLogin() && !unanswered && password == null && properties.flag("auth");
        return asking;
    }

    boolean isAsking() {
        return asking;
    }

    /** There is no Authenticator, or it gave nothing. */
    void nobodyAnswered() {
        unanswered = true;
    }

    /** A dead secret must not cost a second login because there is an Authenticator. */
    void refuseAgain(Account account) throws SignInFailedException {
        if (account.equals(failed)) {
            throw failure;
        }
    }

    void settle(Account account, Status status) throws SignInFailedException, SignInDelayedException {
        if (status.verdict() == Verdict.NEVER) {
            failed = account;
            failure = new SignInFailedException(status);
            throw failure;
        }
        if (!status.isAccepted()) {
            throw new SignInDelayedException(status);
        }
    }
}
