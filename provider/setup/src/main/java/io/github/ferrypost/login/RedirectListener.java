package io.github.ferrypost.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Receives the code from the browser: a loopback port that is open for one sign-in. Does not use the JDK's HTTP
 * server, which logs each request line, and with it the code.
 */
final class RedirectListener implements AutoCloseable {
    private static final int LONGEST_LINE = 16_384;
    /** Browsers open connections in advance and send nothing on them. */
    private static final int SILENCE_MILLISECONDS = 10_000;

    private final ServerSocket socket;
    private final String state;
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    private RedirectListener(ServerSocket socket, String state) {
        this.socket = socket;
        this.state = state;
    }

    /** @param state what the browser must return; requests without it are ignored */
    static RedirectListener open(String state) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        RedirectListener callback = new RedirectListener(new ServerSocket(0, 0, loopback), state);
        start(callback::listen);
        return callback;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "ferrypost-login");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * By name: Entra ignores the port of a registered URI only for {@code http://localhost} (Microsoft, "Redirect URI
     * (reply URL) restrictions and limitations").
     */
    URI address() {
        return URI.create("http://localhost:" + socket.getLocalPort());
    }

    /** The parameters that the browser returned, or empty if it did not come in time. */
    Optional<Map<String, String>> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is only ever completed", e);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                start(() -> serve(connection));
            } catch (IOException e) {
                // closed, or the connection ended before it was accepted
            }
        }
    }

    private void serve(Socket connection) {
        try (Socket closing = connection) {
            closing.setSoTimeout(SILENCE_MILLISECONDS);
            Map<String, String> query = query(requestLine(closing));
            boolean code = query.containsKey("code");
            boolean ours = MessageDigest.isEqual(bytes(query.getOrDefault("state", "")), bytes(state))
                    && (code || query.containsKey("error"));
            closing.getOutputStream().write(ours ? RedirectPage.answer(code) : RedirectPage.strange());
            closing.getOutputStream().flush();
            // after the page, because the program may exit then
            if (ours) {
                answer.complete(query);
            }
        } catch (IOException e) {
            // the browser has gone, so the failure does not matter
        }
    }

    /**
     * The request line; also reads the header fields, because closing a connection with unread bytes loses the
     * response.
     */
    private static String requestLine(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = line(reader);
        String field = first;
        while (!field.isEmpty()) {
            field = line(reader);
        }
        return first;
    }

    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a line that is too long");
            }
            line.append((char) c);
        }
        return line.toString().trim();
    }

    /** The parameters of a GET of the root; empty for any other request. */
    private static Map<String, String> query(String requestLine) {
        Map<String, String> query = new HashMap<>();
        String[] words = requestLine.split(" ", -1);
        boolean root = words.length == 3 && words[0].equals("GET") && words[1].startsWith("/?");
        for (String pair : root ? words[1].substring(2).split("&", -1) : new String[0]) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                try {
                    query.put(
                            pair.substring(0, sign),
                            URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // not encoded by a browser, so not the expected request
                }
            }
        }
        return query;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
