package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.reply.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Whether the bridge can do its work: clients can connect, the queue can be written, and not every account's last try failed
 * for a fault of its own that will not go away. An account that was never tried counts as sound.
 */
final class Wellbeing {
    private final Running running;

    Wellbeing(Running running) {
        this.running = running;
    }

    /** What is wrong, in one line; nothing where all is well. */
    Optional<String> complaint() {
        if (!running.listening().getAsBoolean()) {
            return Optional.of("no client can connect: the bridge does not listen");
        }
        if (running.spool().isPresent()) {
            try {
                running.spool().get().probe();
            } catch (SpoolException e) {
                return Optional.of("the queue takes no mail: " + e.getMessage());
            }
        }
        List<Account> accounts = running.accounts().all();
        if (!accounts.isEmpty()
                && accounts.stream().allMatch(account -> fault(account).isPresent())) {
            return fault(accounts.get(0))
                    .map(last -> "no account can send; the last answer: "
                            + last.telling().reply().text());
        }
        return Optional.empty();
    }

    private Optional<LastTry> fault(Account account) {
        return running.metrics()
                .lastTry(account)
                .filter(last -> !last.accepted())
                .filter(last -> last.telling().verdict() == Verdict.NEVER)
                .filter(last -> last.telling().blame().outlastsMessage());
    }
}
