package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;

/**
 * What has been proven of an account since the bridge started. A delivery proves everything; a token proves the sign-in
 * alone, so it does not outweigh a delivery that failed. What is wrong with one message or recipient says nothing of the
 * account. Immutable.
 *
 * @param proven whether anything has succeeded
 * @param failure the last one after the last success
 * @param failures how many there were since then
 * @param ofDelivery whether one of them was a delivery
 */
public record AccountProof(boolean proven, Optional<Status> failure, int failures, boolean ofDelivery) {
    /** Before anything has been tried. */
    static final AccountProof NONE = new AccountProof(false, Optional.empty(), 0, false);

    private static final AccountProof SUCCESS = new AccountProof(true, Optional.empty(), 0, false);

    /** One failed request may be a hiccup of the network; the third in a row is a state. */
    private static final int FAILING = 3;

    AccountProof delivered() {
        return SUCCESS;
    }

    AccountProof deliveryFailed(Status status) {
        return failed(status, true);
    }

    /** Entra has granted a token, or Exchange has accepted a login. */
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

    /** The next message fails too, until a person acts; the pause of a busy mailbox or tenant ends by itself. */
    boolean isFinal() {
        return failure.filter(status -> status.blame() == FailureScope.ACCOUNT
                        || (status.verdict() == Verdict.NEVER && status.blame().outlastsMessage()))
                .isPresent();
    }
}
