package io.github.ferrypost.bridge.field;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Ports of loopback for other people's programs, which do not say which port they have opened. */
final class Ports {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Ports() {}

    /** One that nothing listens on now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until a server greets there; {@code log} is shown if none does. */
    static void awaitGreeting(int port, Supplier<String> log) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> log.get().contains("fatal:"))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        if (socket.getInputStream().read() != '2') {
                            throw new AssertionError("nothing greets; its log: " + log.get());
                        }
                    }
                });
    }
}
