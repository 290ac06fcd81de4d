package io.github.ferrypost.bridge.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers Postfix's policy questions (SMTPD_POLICY_README) as a greylisting server does: each recipient is deferred at its
 * first attempt and accepted from then on.
 */
final class PolicyServer implements AutoCloseable {
    private final ServerSocket server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    PolicyServer() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** As {@code check_policy_service} wants it. */
    String address() {
        return "inet:127.0.0.1:" + server.getLocalPort();
    }

    /** The recipients it has deferred. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "policy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("recipient=")) {
                    recipient = line.substring("recipient=".length());
                } else if (line.isEmpty()) {
                    String action = seen.add(recipient) ? "451 4.7.1 Greylisted, try again later" : "DUNNO";
                    client.getOutputStream().write(("action=" + action + "\n\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // Postfix has ended
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
