package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Roads that are opened again when the proxy or the trusted authorities change. Calls in progress finish on the roads
 * that they began on. Safe for use by many threads.
 */
public final class ReplaceableRoads implements Roads, ReloadPart {
    private static final String PROXY = "ferrypost.proxy";

    private final Function<Optional<String>, Roads> open;
    private Generation current;

    /** @param open opens roads by this proxy */
    public ReplaceableRoads(Function<Optional<String>, Roads> open, Optional<String> proxy) {
        this.open = open;
        this.current = new Generation(open.apply(proxy));
    }

    /** Roads, and the calls in progress on them; the last one closes them after they were replaced. */
    private static final class Generation {
        private final Roads roads;
        private int calls;
        private boolean replaced;

        Generation(Roads roads) {
            this.roads = roads;
        }
    }

    /** A call that may fail by reading notes. */
    private interface Call<T, E extends Exception> {
        T on(Roads roads) throws E;
    }

    private <T, E extends Exception> T call(Call<T, E> call) throws E {
        Generation used = enter();
        try {
            return call.on(used.roads);
        } finally {
            leave(used);
        }
    }

    private void run(Consumer<Roads> call) {
        this.<Boolean, RuntimeException>call(roads -> {
            call.accept(roads);
            return true;
        });
    }

    private synchronized Generation enter() {
        current.calls++;
        return current;
    }

    private void leave(Generation used) {
        if (hasEnded(used)) {
            used.roads.close();
        }
    }

    private synchronized boolean hasEnded(Generation used) {
        used.calls--;
        return used.replaced && used.calls == 0;
    }

    @Override
    public ReloadStep prepare(SettingsChange change) {
        if (!change.keys().contains(PROXY) && !change.changesTrust()) {
            return ReloadStep.of(() -> {});
        }
        Roads next = open.apply(change.after().settings().get(PROXY));
        return ReloadStep.of(() -> replace(next), next::close);
    }

    private void replace(Roads next) {
        Generation before;
        synchronized (this) {
            before = current;
            before.replaced = true;
            before.calls++;
            current = new Generation(next);
        }
        leave(before);
    }

    @Override
    public void prepare(Account account) {
        run(roads -> roads.prepare(account));
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        return call(roads -> roads.carry(submission, account));
    }

    @Override
    public boolean remembers(Submission submission) throws IOException {
        return this.<Boolean, IOException>call(roads -> roads.remembers(submission));
    }

    @Override
    public void abandon(Submission submission, Account account) {
        run(roads -> roads.abandon(submission, account));
    }

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return call(roads -> roads.sweep(account, queue));
    }

    @Override
    public Status signIn(Account account) {
        return call(roads -> roads.signIn(account));
    }

    @Override
    public void forget(Account account) {
        run(roads -> roads.forget(account));
    }

    @Override
    public long largest(Account account) {
        return call(roads -> roads.largest(account));
    }

    @Override
    public synchronized void close() {
        current.roads.close();
    }
}
