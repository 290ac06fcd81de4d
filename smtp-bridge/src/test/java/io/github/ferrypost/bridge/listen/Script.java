package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * One connection, spoken line by line. A script has one action a line:
 *
 * <pre>
 * c -> EHLO x         sends the line and CRLF; \r \n \0 \\ and \x2e may stand for octets
 * c => half a li      sends it without CRLF
 * s <- 250-SIZE       the next line begins so
 * s <~ 250 2.0.0      the next whole reply ends with a line that begins so
 * s <- |              the connection is closed
 * </pre>
 */
public final class Script implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Script(Socket socket) throws IOException {
        this.socket = socket;
        in = new java.io.BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static Script connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        return new Script(socket);
    }

    /** The same dialog over another socket, as after STARTTLS. */
    public static Script over(Socket socket) throws IOException {
        return new Script(socket);
    }

    public Socket socket() {
        return socket;
    }

    public Script run(String script) throws IOException {
        for (String line : script.lines().toList()) {
            if (!line.isBlank()) {
                step(line.strip());
            }
        }
        return this;
    }

    private void step(String line) throws IOException {
        String action = line.substring(0, 4);
        String rest = line.length() > 4 ? line.substring(5) : "";
        switch (action) {
            case "c ->" -> send(unescape(rest) + "\r\n");
            case "c =>" -> send(unescape(rest));
            case "s <-" -> {
                if (rest.equals("|")) {
                    assertThat(readLine()).as("the connection is closed").isNull();
                } else {
                    assertThat(readLine()).startsWith(rest);
                }
            }
            case "s <~" ->
                assertThat(reply().lines().toList()).last().asString().startsWith(rest);
            default -> throw new IllegalArgumentException("not an action: " + line);
        }
    }

    public void send(String octets) throws IOException {
        out.write(octets.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A whole reply, of one line or more. */
    public String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        for (String line = readLine(); ; line = readLine()) {
            assertThat(line).as("a reply, after \"%s\"", reply).isNotNull();
            reply.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return reply.toString();
            }
        }
    }

    /** The next line without CRLF; null at the end. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    assertThat(text).endsWith("\r");
                    return text.substring(0, text.length() - 1);
                }
                line.write(octet);
            }
        } catch (SocketException e) {
            return null;
        }
        return null;
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\x2e", ".")
                .replace("\\\\", "\\");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
