package io.github.ferrypost.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;

/** Collects an answer's body up to a limit; of a longer one the beginning is kept and the link is given up. */
final class AnswerBody implements BodySubscriber<byte[]> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Subscription subscription;
    private Future<?> alarm;
    private boolean abandoned;

    AnswerBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public synchronized void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        if (abandoned) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] chunk = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            buffer.get(chunk);
            bytes.write(chunk, 0, chunk.length);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                whole.complete(bytes.toByteArray());
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        whole.complete(bytes.toByteArray());
    }

    /** @param newAlarm calls {@link #tooLate}, unless the body is through before */
    synchronized void endedBy(Future<?> newAlarm) {
        alarm = newAlarm;
    }

    /** Ends the wait for a body that does not come to its end. */
    void tooLate() {
        // before the exchange is cancelled, which newer Javas take for the failure that is to be told
        whole.completeExceptionally(new HttpTimeoutException("the body of the answer has not come to its end"));
        abandon();
    }

    /** Nobody waits for the body any more; cancelling the exchange does not end it before Java 16. */
    synchronized void abandon() {
        abandoned = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
