package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.util.Optional;

/**
 * Ends the process if an attempt shows that this Java process is broken: a class that could not be loaded or initialized
 * once stays unusable, so every further attempt would fail the same way, whatever its message. Messages stay in the
 * spool, which counts such ends, so that a message that causes them is held in the end. Safe for use by many threads.
 */
public final class GuardedRoads implements Roads {
    private final Roads roads;
    private final EssentialThreads threads;

    /** @param roads closed by this */
    public GuardedRoads(Roads roads, EssentialThreads threads) {
        this.roads = roads;
        this.threads = threads;
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        try {
            return roads.carry(submission, account);
        } catch (LinkageError | InternalError e) {
            threads.failed(Thread.currentThread().getName(), e);
            throw e;
        }
    }

    @Override
    public boolean remembers(Submission submission) throws IOException {
        return roads.remembers(submission);
    }

    @Override
    public void prepare(Account account) {
        roads.prepare(account);
    }

    @Override
    public void abandon(Submission submission, Account account) {
        roads.abandon(submission, account);
    }

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return roads.sweep(account, queue);
    }

    @Override
    public Status signIn(Account account) {
        return roads.signIn(account);
    }

    @Override
    public void forget(Account account) {
        roads.forget(account);
    }

    @Override
    public long largest(Account account) {
        return roads.largest(account);
    }

    @Override
    public void close() {
        roads.close();
    }
}
