package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * State of one connect call. Jakarta Mail first tries without a login; if that fails and there is an Authenticator,
 * it gets credentials from it and tries again.
 */
final class ConnectAttempt {
    private boolean asking;
    private boolean unanswered;
    private @Nullable Account failed;
    private @Nullable SignInFailedException failure;

    /**
     * Whether this connect should fail so that Jakarta Mail calls the Authenticator. Angus does so in the same case,
     * and the login may name the account.
     */
    boolean asks(AccountSelection chosen, @Nullable String password, SessionProperties properties) {
        asking = !chosen.isAngus() && chosen.wantsLogin() && !unanswered && password == null && properties.flag("auth");
        return asking;
    }

    boolean isAsking() {
        return asking;
    }

    /** Records that there is no Authenticator, or that it returned nothing. */
    void nobodyAnswered() {
        unanswered = true;
    }

    /** Repeats the refusal: an expired secret must not cost a second sign-in only because there is an Authenticator. */
    void refuseAgain(Account account) throws SignInFailedException {
        if (failure != null && failed != null && account.equals(failed)) {
            throw failure;
        }
    }

    void settle(Account account, Status status) throws SignInFailedException, SignInDelayedException {
        if (status.verdict() == Verdict.PERMANENT) {
            failed = account;
            SignInFailedException refused = new SignInFailedException(status);
            failure = refused;
            throw refused;
        }
        if (!status.isAccepted()) {
            throw new SignInDelayedException(status);
        }
    }
}
