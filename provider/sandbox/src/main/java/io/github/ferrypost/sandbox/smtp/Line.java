package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The connection's input and output, with TLS and the ordered failures. Not thread-safe. */
final class Line {
    private static final String PAGE = "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n"
            + "<!DOCTYPE html><html><body><h1>Blocked by the proxy</h1></body></html>";

    private final SmtpService service;
    private final Socket plain;
    private Socket socket;
    private Wire in;
    private OutputStream out;
    private int lastCode;
    private boolean closing;

    Line(SmtpService service, Socket socket) throws IOException {
        this.service = service;
        this.plain = socket;
        use(socket);
    }

    private void use(Socket newSocket) throws IOException {
        socket = newSocket;
        out = new BufferedOutputStream(newSocket.getOutputStream(), 4096);
        in = new Wire(newSocket.getInputStream(), out);
    }

    Wire in() {
        return in;
    }

    /**
     * Sends buffered replies; reading also does so before it blocks, so that the replies to a pipeline go out together.
     */
    void flush() throws IOException {
        out.flush();
    }

    /** Starts TLS. Discards plain text that the client sent too early (RFC 3207 section 4.2). */
    void startTls() throws IOException {
        flush();
        SSLSocket tls = (SSLSocket) service.switches
                .certificate()
                .context()
                .getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        use(tls);
    }

    boolean encrypted() {
        return socket != plain;
    }

    /** Sends a reply; several lines make a multiline reply, and 421 closes the connection. */
    void reply(String... lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            boolean more = i < lines.length - 1;
            text.append(more ? line.substring(0, 3) + "-" + line.substring(4) : line)
                    .append("\r\n");
        }
        lastCode = code(lines[0]);
        closing |= lastCode == 421;
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int code(String line) {
        return line.matches("[2-5][0-9]{2}(?s:.*)") ? Integer.parseInt(line.substring(0, 3)) : 0;
    }

    /** The code of the last reply. */
    int lastCode() {
        return lastCode;
    }

    /** Whether to close the connection now. */
    boolean closing() {
        return closing;
    }

    /** Closes the connection after the last reply. */
    void hangUp() {
        closing = true;
    }

    /** The failure ordered for this target, after waiting for its delay. */
    Optional<Fault> fault(Target point, @Nullable String mailbox) throws IOException {
        Optional<Fault> fault = service.faults.take(point, mailbox);
        if (fault.isPresent()) {
            flush();
            service.pause.wait(fault.get().delay());
        }
        return fault;
    }

    /** Applies a failure. Returns false if the command should be served as usual. */
    boolean fail(Optional<Fault> ordered) throws IOException {
        if (ordered.isEmpty() || ordered.get().kind() == Fault.Kind.PASS) {
            return false;
        }
        Fault fault = ordered.get();
        switch (fault.kind()) {
            case STATUS:
            case REPLY:
                reply(fault.text().orElseGet(() -> usual(fault.status())));
                return true;
            case GARBAGE:
                out.write(new byte[] {0, -1, -2, 0x16, 3, 1, 'x', '\r', '\n'});
                out.flush();
                return true;
            case HTML:
                out.write(PAGE.getBytes(StandardCharsets.UTF_8));
                out.flush();
                closing = true;
                return true;
            case TLS_ALERT:
                // wait until the client's hello starts, or a client may take the alert for a part of the last reply
                plain.getInputStream().read();
                // an alert record of TLS 1.2, fatal (RFC 8446 section 6)
                out.write(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) fault.status()});
                out.flush();
                plain.shutdownOutput();
                // closing with the client's hello unread would send a reset, which can overtake the alert
                plain.getInputStream().transferTo(OutputStream.nullOutputStream());
                closing = true;
                return true;
            case STALL:
                service.pause.untilClosed();
                throw new SocketException("Stalled until the end");
            default:
                drop();
                return true;
        }
    }

    /** Resets the connection: a linger of zero sends RST instead of FIN. */
    void drop() throws IOException {
        flush();
        plain.setSoLinger(true, 0);
        plain.close();
        throw new SocketException("Dropped, as a test ordered");
    }

    private static String usual(int code) {
        return code
                + (code < 500 ? " 4.7.0 Temporary server error. Please try again later." : " 5.0.0 Ordered by a test");
    }
}
