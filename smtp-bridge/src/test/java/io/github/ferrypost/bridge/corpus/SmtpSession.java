package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A client that knows of SMTP what it needs, and changes nothing in what it sends. */
public final class SmtpSession implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String hello;

    public SmtpSession(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(300_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        reply();
        hello = say("EHLO host1.contoso.example");
    }

    /** What EHLO announced. */
    public String hello() {
        return hello;
    }

    /** @param message that {@link #ended ends} in CRLF
     * @return the reply to it, or the first refusal */
    String send(String sender, List<String> recipients, byte[] message) throws IOException {
        String parameters = " BODY=8BITMIME"
                + (isAscii(sender) && recipients.stream().allMatch(SmtpSession::isAscii) ? "" : " SMTPUTF8");
        String begun = begin(sender, parameters, recipients);
        if (!begun.startsWith("354")) {
            say("RSET");
            return begun;
        }
        byte previous = 0;
        boolean lineStart = true;
        for (byte octet : message) {
            if (lineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineStart = octet == '\n' && previous == '\r';
            previous = octet;
        }
        return end();
    }

    /** The message with CRLF at its end, which the final dot needs before it. */
    static byte[] ended(byte[] message) {
        String text = new String(message, ISO_8859_1);
        return text.endsWith("\r\n") || text.isEmpty() ? message : (text + "\r\n").getBytes(ISO_8859_1);
    }

    /** MAIL, RCPT and DATA; 354, or the first refusal. */
    public String begin(String sender, String parameters, List<String> recipients) throws IOException {
        String reply = say("MAIL FROM:<" + sender + ">" + parameters);
        for (int i = 0; i < recipients.size() && reply.startsWith("2"); i++) {
            reply = say("RCPT TO:<" + recipients.get(i) + ">");
        }
        return reply.startsWith("2") ? say("DATA") : reply;
    }

    /** Where the octets of a message go after 354. */
    public OutputStream data() {
        return out;
    }

    /** The final dot. */
    public String end() throws IOException {
        out.write(".\r\n".getBytes(ISO_8859_1));
        out.flush();
        return reply();
    }

    public String say(String command) throws IOException {
        out.write((command + "\r\n").getBytes(UTF_8));
        out.flush();
        return reply();
    }

    private String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = line();
            reply.append(line).append('\n');
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString().strip();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the bridge hung up after " + line);
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
