package io.github.ferrypost.smtp;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Command lines and replies on one connection, first in clear, then over TLS. Server input is bounded in length and
 * time, because before TLS anyone on the path can impersonate the server. For one thread at a time.
 */
final class SmtpChannel {
    /** RFC 5321 section 4.5.3.1.5 allows 512 octets; some servers send longer explanations. */
    static final int LONGEST_LINE = 8 * 1024;

    /** RFC 5321 sets no limit for multiline replies; the longest known, to EHLO, has 30 lines. */
    static final int LONGEST_REPLY = 64 * 1024;

    /** Exchange Online refuses older versions (421 4.7.66). */
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** The longest TLS record (RFC 8446 section 5.1), so that each block of a message fits in one. */
    private static final int BLOCK = 16 * 1024;

    /** For the commands of one message with some recipients. */
    private static final int COMMANDS = 1024;

    private static final Logger TRACE = System.getLogger("io.github.ferrypost.smtp.protocol");

    private final TimedSocket tcp;
    private final byte[] buffer = new byte[2048];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int at;
    private int end;

    SmtpChannel(TimedSocket tcp) throws IOException {
        this.tcp = tcp;
        use(tcp);
    }

    private void use(Socket newSocket) throws IOException {
        socket = newSocket;
        in = newSocket.getInputStream();
        out = new BufferedOutputStream(newSocket.getOutputStream(), COMMANDS);
        at = 0;
        end = 0;
    }

    /**
     * The client side of the TLS handshake after the reply to STARTTLS.
     *
     * @param checksName whether the certificate must match {@code host}
     * @param patience for the whole handshake
     */
    void startTls(SSLSocketFactory factory, String host, boolean checksName, Duration patience) throws IOException {
        if (at < end) {
            // sent in clear, so not from the server that the certificate names (RFC 3207 section 6)
            throw new ProtocolException("the server sent more than its reply to STARTTLS");
        }
        SSLSocket tls = (SSLSocket) factory.createSocket(tcp, host, tcp.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(Stream.of(tls.getSupportedProtocols())
                .filter(PROTOCOLS::contains)
                .toArray(String[]::new));
        if (checksName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        tls.setSSLParameters(parameters);
        tcp.readWithin(patience);
        tls.startHandshake();
        use(tls);
    }

    boolean isEncrypted() {
        return socket != tcp;
    }

    /** Sends command lines in one packet, one octet per character. */
    void send(List<String> commands) throws IOException {
        for (String command : commands) {
            TRACE.log(Level.TRACE, () -> "C: " + command);
            put(command);
        }
        out.flush();
    }

    /** Sends a line without logging it. */
    void sendSecret(String line) throws IOException {
        TRACE.log(Level.TRACE, "C: (credentials)");
        put(line);
        out.flush();
    }

    private void put(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new ProtocolException("a command must be a single line");
        }
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        out.write('\r');
        out.write('\n');
    }

    /** A buffered stream for the octets of one message, so that an idle connection has no buffer for messages. */
    OutputStream message() {
        return new BufferedOutputStream(out, BLOCK);
    }

    /**
     * The next reply, its lines joined by LF, not yet validated.
     *
     * @param patience for the whole reply
     * @throws IOException if no reply comes, or it is too long
     */
    String reply(Duration patience) throws IOException {
        tcp.readWithin(patience);
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = line();
            if (reply.length() + line.length() > LONGEST_REPLY) {
                throw new ProtocolException("a reply of more than " + LONGEST_REPLY + " octets");
            }
            reply.append(reply.length() == 0 ? "" : "\n").append(line);
        } while (isContinued(line));
        return reply.toString();
    }

    /** RFC 5321 section 4.2.1: every line but the last has a hyphen after its code. */
    private static boolean isContinued(String line) {
        return line.length() > 3
                && line.charAt(3) == '-'
                && line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String line() throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (length == LONGEST_LINE) {
                throw new ProtocolException("a reply line of more than " + LONGEST_LINE + " octets");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) octet;
        }
        int text = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, text, StandardCharsets.UTF_8);
    }

    private int read() throws IOException {
        if (at == end) {
            end = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
            if (end == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return buffer[at++] & 0xff;
    }

    /** Logs a reply. */
    static void trace(SmtpReply said) {
        TRACE.log(Level.TRACE, () -> "S: " + said);
    }

    /** Closes TLS and the connection. */
    void close() throws IOException {
        socket.close();
    }
}
