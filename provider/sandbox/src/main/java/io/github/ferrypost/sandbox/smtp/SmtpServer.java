package io.github.ferrypost.sandbox.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts SMTP connections on loopback, with a daemon thread for each. Thread-safe. */
public final class SmtpServer implements AutoCloseable {
    private final SmtpService service;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SmtpServer(SmtpService service, ServerSocket listener) {
        this.service = service;
        this.listener = listener;
    }

    /** Starts listening; port 0 picks a free port. */
    public static SmtpServer start(int port, SmtpService service) throws IOException {
        SmtpServer server = new SmtpServer(
                service, new ServerSocket(port, 1024, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        daemon("sandbox-smtp", server::accept);
        return server;
    }

    /** The address, as host and port. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                boolean over = open.size() > service.switches.connections();
                daemon("sandbox-smtp-" + socket.getPort(), () -> serve(socket, over));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("Accepting SMTP connections failed", e);
                }
            }
        }
    }

    private void serve(Socket socket, boolean over) {
        service.requests.countSmtp();
        try (socket) {
            socket.setTcpNoDelay(true);
            ServerConnection connection = new ServerConnection(service, socket);
            if (over) {
                connection.refuse("421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing"
                        + " transmission channel");
            } else {
                connection.run();
            }
        } catch (IOException e) {
            // the client or a fault closed the connection; both are normal here
            open.remove(socket);
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
