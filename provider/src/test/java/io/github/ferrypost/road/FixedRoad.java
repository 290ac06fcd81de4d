package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A road that gives every message the same outcome, and records what is asked of it. */
class FixedRoad implements Road {
    final List<Account> prepared = new ArrayList<>();
    final List<Submission> carried = new ArrayList<>();
    final List<Submission> abandoned = new ArrayList<>();
    final List<Account> swept = new ArrayList<>();
    boolean closed;

    private final RoadName name;
    private final Outcome outcome;
    private final List<RoadName> tried;

    /** @param tried gets the road's name with each attempt */
    FixedRoad(RoadName name, Outcome outcome, List<RoadName> tried) {
        this.name = name;
        this.outcome = outcome;
        this.tried = tried;
    }

    @Override
    public RoadName name() {
        return name;
    }

    @Override
    public void prepare(Account account) {
        prepared.add(account);
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        tried.add(name);
        carried.add(submission);
        return outcome;
    }

    @Override
    public Status signIn(Account account) {
        return outcome.first();
    }

    @Override
    public void forget(Account account) {}

    @Override
    public long largest(Account account) {
        return 0;
    }

    @Override
    public boolean remembers(Submission submission) throws IOException {
        return submission.notes().get(name.key() + ".draft").isPresent();
    }

    @Override
    public void abandon(Submission submission, Account account) {
        abandoned.add(submission);
    }

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        swept.add(account);
        return 1;
    }

    @Override
    public void close() {
        closed = true;
    }
}
