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
import org.jspecify.annotations.Nullable;

/**
 * The only thread that writes. A sync for a hundred messages takes as long as for one, so a transaction includes every
 * job that waits when it begins, and each caller returns after the commit. If a transaction fails, its jobs run again
 * one by one, so that each caller sees only its own error. Safe for use by many threads.
 */
final class Writer implements AutoCloseable {
    /** Statements for one transaction. They may run again in another, so they must not change anything else. */
    @FunctionalInterface
    interface Job<T> {
        T run(Db db) throws SQLException, SpoolException;
    }

    /** Bounds how long the first job of a transaction waits for the last, and how much the log grows at once. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_JOBS = 500;

    private final Dialect dialect;
    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    private final Waiting<Boolean> end = new Waiting<>(db -> true, 0);
    private final Thread thread;
    private final String where;
    private boolean closed;
    private @Nullable Db db;
    private final LongAdder commits = new LongAdder();

    Writer(Dialect dialect, EssentialThreads threads) {
        this.dialect = dialect;
        this.where = dialect.disk().toString();
        this.thread = threads.start("ferrypost-spool", this::run);
    }

    /**
     * Runs a job and returns when it is durable. Defers an interrupt, because it would leave unknown what was stored.
     */
    <T> T call(Job<T> job) throws SpoolException {
        return call(job, 0);
    }

    /** @param bytes roughly how many it writes */
    <T> T call(Job<T> job, int bytes) throws SpoolException {
        Waiting<T> waiting = new Waiting<>(job, bytes);
        if (!offer(waiting)) {
            throw new SpoolException("the spool is closed");
        }
        try {
            return waiting.result.join();
        } catch (CompletionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Runs a job later, unless the spool is closed first; its result is discarded. */
    void later(Job<?> job) {
        offer(new Waiting<>(job, MOST_BYTES));
    }

    /** How many transactions were committed. */
    long commits() {
        return commits.sum();
    }

    private synchronized boolean offer(Waiting<?> waiting) {
        return !closed && queue.add(waiting);
    }

    /** If this thread fails, all current and later callers get an error instead of waiting for ever. */
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
            return new SpoolException(String.valueOf(known.getMessage()), known, known.isFull());
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

    /** Waits for a job and takes all others that are waiting; returns false after the last. */
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
                // nothing interrupts this thread; close() ends it
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
            // not a fault of the job: the thread fails, and the process with it
            disconnect();
            throw e;
        } catch (SQLException | SpoolException | RuntimeException e) {
            // reconnect, because after a disk error the connection may be in any state
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

    /** Finishes the jobs already submitted, then ends the thread. */
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

    /** A job with its waiting caller. */
    private static final class Waiting<T> {
        private final Job<T> job;
        private final int bytes;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T value;

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
