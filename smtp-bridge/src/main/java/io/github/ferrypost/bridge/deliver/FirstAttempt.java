package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Outcome;
import java.time.Instant;

/**
 * What is known when the attempts made while a client waited have ended. Immutable.
 *
 * @param account its policy for doubt applies
 * @param outcome of the last of them
 * @param attempts how many there were
 * @param trusted whether the account has ever delivered
 * @param provable whether a road has recorded what it did and will check before it sends again
 * @param now by the wall clock
 */
record FirstAttempt(Account account, Outcome outcome, int attempts, boolean trusted, boolean provable, Instant now) {}
