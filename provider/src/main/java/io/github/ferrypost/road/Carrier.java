package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One road as the chooser uses it. Safe for use by many threads if its parts are. */
final class Carrier {
    private final BiFunction<Submission, Account, Outcome> carry;
    private final Function<Account, Status> signIn;
    private final ToLongFunction<Account> largest;

    Carrier(
            BiFunction<Submission, Account, Outcome> carry,
            Function<Account, Status> signIn,
            ToLongFunction<Account> largest) {
        this.carry = carry;
        this.signIn = signIn;
        this.largest = largest;
    }

    /** Makes one attempt and waits for its outcome. */
    Outcome carry(Submission submission, Account account) {
        return carry.apply(submission, account);
    }

    /** Whether the account can sign in on this road; sends nothing. */
    Status signIn(Account account) {
        return signIn.apply(account);
    }

    /** The largest message in bytes. */
    long largest(Account account) {
        return largest.applyAsLong(account);
    }
}
