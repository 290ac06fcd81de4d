package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one thread that writes. A sync takes as long for a hundred messages as for one, so whatever waits when a transaction
 * begins goes into it, and each caller returns when the commit has. Where a transaction fails, its jobs are run again one
 * by one, so that each caller hears of its own fault only. Safe for use by many threads.
 */
final class Writer implements AutoCloseable {
    /** Statements to be run in one transaction; they may be run again in another, and so change nothing outside. */
    @FunctionalInterface
    interface Job<T> {
        T run(Db db) throws SQLException, SpoolException;
    }

    /** Bounds how long the first of a transaction waits for the last, and how much the log grows at once. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_JOBS = 500;

    private final Dialect dialect;
    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    private final Waiting<Void> end = new Waiting<>(db -> null, 0);
    private final Thread thread;
    private final String where;
    private boolean closed;
    private Db db;
    private final LongAdder commits = new LongAdder();

    Writer(Dialect dialect, EssentialThreads threads) {
        this.dialect = dialect;
        this.where = dialect.disk().toString();
        this.thread = threads.start("ferrypost-spool", this::run);
    }

    /** Runs a job and returns when it is durable; an interrupt is kept for later, since it could not say what was stored. */
    <T> T call(Job<T> job) throws SpoolException {
        return call(job, 0);
    }

    /** @param bytes about how many it writes */
    <T> T call(Job<T> job, int bytes) throws SpoolException {
        Waiting<T> waiting = new Waiting<>(job, bytes);
        if (!offer(waiting)) {
            throw new SpoolException("the spool is closed");
        }
        try {
            return waiting.result.join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    /** Runs a job some time later, unless the spool is closed before; nobody hears of its end. */
    void later(Job<?> job) {
        offer(new Waiting<>(job, MOST_BYTES));
    }

    /** How many transactions have ended well. */
    long commits() {
        return commits.sum();
    }

    private synchronized boolean offer(Waiting<?> waiting) {
        return !closed && queue.add(waiting);
    }

    /** Should this thread fail, whoever waits for it or comes later is told, and does not wait for ever. */
    private void run() {
        List<Waiting<?>> batch = new ArrayList<>();
        try {
            loop(batch);
        } catch (Throwable e) {
            synchronized (this) {
                closed = true;
            }
            batch.addAll(queue);
            batch.forEach(waiting -> waiting.result.completeExceptionally(e));
            throw e;
        }
    }

    private SpoolException failure(Throwable cause) {
        if (cause instanceof SpoolException known) {
            return new SpoolException(known.getMessage(), known, known.isFull());
        }
        boolean full = cause instanceof SQLException sql && dialect.isFull(sql);
        return new SpoolException(
                full
                        ? "no room for the spool: the disk of " + where + " is full (" + cause.getMessage() + ")"
                        : "the spool failed: " + cause.getMessage(),
                cause,
                full);
    }

    private void loop(List<Waiting<?>> batch) {
        boolean more = true;
        while (more) {
            batch.clear();
            more = take(batch);
            commit(batch);
        }
        disconnect();
    }

    /** Waits for a job, and takes with it what else is there; false after the last. */
    private boolean take(List<Waiting<?>> batch) {
        int bytes = 0;
        Waiting<?> waiting = waitForOne();
        while (waiting != null && waiting != end) {
            batch.add(waiting);
            bytes += waiting.bytes;
            waiting = bytes < MOST_BYTES && batch.size() < MOST_JOBS ? queue.poll() : null;
        }
        return waiting != end;
    }

    private Waiting<?> waitForOne() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // nobody has this thread to interrupt it; it ends by close()
            }
        }
    }

    private void commit(List<Waiting<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            transact(batch);
        } catch (Error e) {
            // not the fault of a job: the thread fails, and with it the process
            disconnect();
            throw e;
        } catch (SQLException | SpoolException | RuntimeException e) {
            // a new connection, since this one may be in any state after a disk's fault
            disconnect();
            boolean hopeless = e instanceof SQLException sql && dialect.isBusy(sql);
            if (batch.size() == 1 || hopeless) {
                batch.forEach(waiting -> waiting.result.completeExceptionally(e));
            } else {
                batch.forEach(waiting -> commit(List.of(waiting)));
            }
            return;
        }
        commits.increment();
        batch.forEach(Waiting::complete);
    }

    private void transact(List<Waiting<?>> batch) throws SQLException, SpoolException {
        if (db == null) {
            db = dialect.openWriter();
        }
        db.run(dialect.begin());
        for (Waiting<?> waiting : batch) {
            waiting.run(db);
        }
        db.run("COMMIT");
    }

    private void disconnect() {
        if (db != null) {
            db.release();
            db = null;
        }
    }

    /** Finishes what was asked for before, then ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(end);
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job, and whoever waits for it. */
    private static final class Waiting<T> {
        private final Job<T> job;
        private final int bytes;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private T value;

        Waiting(Job<T> job, int bytes) {
            this.job = job;
            this.bytes = bytes;
        }

        void run(Db db) throws SQLException, SpoolException {
            value = job.run(db);
        }

        void complete() {
            result.complete(value);
        }
    }
}
