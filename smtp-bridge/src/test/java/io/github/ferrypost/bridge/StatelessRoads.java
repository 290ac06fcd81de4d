package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.road.Roads;
import java.util.Optional;

/** Roads that keep nothing at Microsoft and open nothing, for tests that are about something else. */
public abstract class StatelessRoads implements Roads {
    @Override
    public void prepare(Account account) {}

    @Override
    public void forget(Account account) {}

    @Override
    public boolean remembers(Submission submission) {
        return false;
    }

    @Override
    public void abandon(Submission submission, Account account) {}

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return 0;
    }

    @Override
    public void close() {}
}
