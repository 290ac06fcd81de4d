package io.github.ferrypost.doctor;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The start of an SMTP session without TLS and without a login: greeting, EHLO, QUIT. It tells a network that swallows or
 * rewrites SMTP from a login that is refused. Not thread-safe.
 */
final class SmtpHello implements Closeable {
    /** RFC 5321 section 4.5.3.1.5 allows 512 octets a line; a server that goes on for ever is none. */
    private static final int MOST_LINES = 100;

    private final Socket socket;
    private final BufferedReader in;
    private final List<String> greeting;
    private final List<String> extensions;

    private SmtpHello(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        this.greeting = reply();
        this.extensions = isReady() ? say("EHLO ferrypost-doctor.invalid") : List.of();
    }

    /** @param patience for the connection, and again for each line */
    static SmtpHello connect(String host, int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(address, (int) patience.toMillis());
            return new SmtpHello(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the greeting is one (RFC 5321 section 3.1). */
    boolean isReady() {
        return greeting.get(0).startsWith("220");
    }

    boolean offersStartTls() {
        return extensions.stream()
                .anyMatch(line -> line.length() > 4 && line.substring(4).trim().equalsIgnoreCase("STARTTLS"));
    }

    /** The first line that the server said, at most 120 characters of it. */
    String said() {
        String line = greeting.get(0);
        return line.length() > 120 ? line.substring(0, 120) : line;
    }

    private List<String> say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply();
    }

    private List<String> reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null && lines.size() < MOST_LINES) {
            lines.add(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return lines;
            }
            line = in.readLine();
        }
        throw new EOFException("the connection was closed in the middle of a reply");
    }

    @Override
    public void close() {
        try (Socket closing = socket) {
            closing.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // what the server has said holds, whether or not it hears the farewell
        }
    }
}
