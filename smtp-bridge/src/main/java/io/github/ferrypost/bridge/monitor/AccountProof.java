package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;

/**
 * What is known about an account's ability to send since the bridge started. A delivery proves everything; a token
 * proves only the sign-in, so it does not clear a failed delivery. Errors of a single message or recipient say nothing
 * about the account. Immutable.
 *
 * @param proven whether anything has succeeded
 * @param failure the latest failure since the last success
 * @param failures how many there were since then
 * @param ofDelivery whether one of them was a delivery
 */
public record AccountProof(boolean proven, Optional<Status> failure, int failures, boolean ofDelivery) {
    /** The state before the first attempt. */
    static final AccountProof NONE = new AccountProof(false, Optional.empty(), 0, false);

    private static final AccountProof SUCCESS = new AccountProof(true, Optional.empty(), 0, false);

    /** One failed request may be a network hiccup; after three in a row the account counts as failing. */
    private static final int FAILING = 3;

    AccountProof delivered() {
        return SUCCESS;
    }

    AccountProof deliveryFailed(Status status) {
        return failed(status, true);
    }

    /** Records that Entra granted a token, or that Exchange accepted a login. */
    AccountProof signedIn() {
        return ofDelivery ? this : SUCCESS;
    }

    AccountProof signInFailed(Status status) {
        return failed(status, ofDelivery);
    }

    private AccountProof failed(Status status, boolean delivery) {
        return status.blame() == FailureScope.MESSAGE || status.blame() == FailureScope.RECIPIENT
                ? this
                : new AccountProof(proven, Optional.of(status), failures + 1, delivery);
    }

    /** Whether the last success still counts. */
    boolean holds() {
        return proven && !isFinal() && failures < FAILING;
    }

    /**
     * Whether the next message will fail too until a person acts; the pause of a busy mailbox or tenant ends by itself.
     */
    boolean isFinal() {
        return failure.filter(status -> status.blame() == FailureScope.ACCOUNT
                        || (status.verdict() == Verdict.PERMANENT
                                && status.blame().outlastsMessage()))
                .isPresent();
    }
}
