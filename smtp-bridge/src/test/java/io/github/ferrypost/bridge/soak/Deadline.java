package io.github.ferrypost.bridge.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An end for a connection on which the other side neither reads nor writes; a blocked write has no timeout of its own. */
final class Deadline {
    private Deadline() {}

    /** Closes it after that time, if it is still open. */
    static void closes(Socket socket, Duration after) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
