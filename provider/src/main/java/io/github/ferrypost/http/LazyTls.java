package io.github.ferrypost.http;

import io.github.ferrypost.tls.TlsTrust;
import io.github.ferrypost.util.Uninterrupted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * The TLS context, created at first use, because reading the authorities takes time that a program's start need not
 * spend. Safe for many threads.
 */
final class LazyTls {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Optional<Path> trust;
    /** Null before the first use, and after a failure. */
    private final AtomicReference<FutureTask<SSLContext>> context = new AtomicReference<>();

    LazyTls(Optional<Path> trust) {
        this.trust = trust;
    }

    /** @throws HttpFailure if the authorities cannot be read; the next call tries again */
    SSLContext get() throws HttpFailure {
        FutureTask<SSLContext> task = task();
        task.run(); // in this thread, unless another one has started
        return Uninterrupted.await(LONGEST, nanos -> await(task, nanos));
    }

    private SSLContext await(FutureTask<SSLContext> task, long nanos) throws InterruptedException, HttpFailure {
        try {
            return task.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            context.compareAndSet(task, null); // the file may be corrected
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new HttpFailure(cause.getMessage() + " (ferrypost.endpoint.trust)", false, cause);
        } catch (TimeoutException e) {
            throw new HttpFailure("Java did not load its certificate authorities within a minute", false, e);
        }
    }

    private FutureTask<SSLContext> task() {
        return context.updateAndGet(known -> known == null ? new FutureTask<>(() -> TlsTrust.context(trust)) : known);
    }
}
