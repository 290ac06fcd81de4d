package io.github.ferrypost.http.bench;

import io.github.ferrypost.testing.TestKeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Answers 202 to each request, or does what a measurement wants of it; counts requests and connections. */
final class EchoServer implements AutoCloseable {
    /** What it does instead of answering. */
    interface Talk {
        /** @param number of the request on this connection, from 0 */
        boolean answers(Socket socket, int number) throws IOException;
    }

    private static final byte[] ACCEPTED =
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final Talk talk;

    EchoServer(ServerSocket server, Talk talk) {
        this.server = server;
        this.talk = talk;
        Thread acceptor = new Thread(this::accept);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static EchoServer plain(Talk talk) throws IOException {
        return new EchoServer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), talk);
    }

    /** @param pem where its certificate is written to */
    static EchoServer tls(Path pem) throws Exception {
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=localhost");
        Files.writeString(pem, keys.certificatePem());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return new EchoServer(
                context.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getLoopbackAddress()),
                (socket, number) -> true);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "server");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            byte[] body = new byte[1 << 16];
            for (int number = 0; ; number++) {
                long left = head(in);
                if (left < 0) {
                    return;
                }
                while (left > 0) {
                    left -= in.read(body, 0, (int) Math.min(left, body.length));
                }
                requests.incrementAndGet();
                if (!talk.answers(socket, number)) {
                    return;
                }
                socket.getOutputStream().write(ACCEPTED);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // the client is gone
        }
    }

    /** The length of the body; -1 at the end of the connection. */
    private static long head(InputStream in) throws IOException {
        long length = 0;
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                if (line.length() == 0) {
                    return length;
                }
                if (line.toString().regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Long.parseLong(line.substring(15).trim());
                }
                line.setLength(0);
            } else if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
