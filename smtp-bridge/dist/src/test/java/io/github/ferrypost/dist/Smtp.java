package io.github.ferrypost.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The smallest SMTP client: one message on one connection. */
final class Smtp {
    private Smtp() {}

    /** @return the reply to the message; an exception if there was none */
    static String send(int port, String from, String subject) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setSoTimeout(60_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            Writer out = new OutputStreamWriter(socket.getOutputStream(), US_ASCII);
            reply(in);
            for (String command :
                    new String[] {"HELO test", "MAIL FROM:<" + from + ">", "RCPT TO:<you@example.org>", "DATA"}) {
                exchange(in, out, command);
            }
            return exchange(
                    in, out, "From: " + from + "\r\nTo: you@example.org\r\nSubject: " + subject + "\r\n\r\nHello\r\n.");
        }
    }

    private static String exchange(BufferedReader in, Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null || !line.matches("[23]\\d\\d .*")) {
            throw new IOException("reply: " + line);
        }
        return line;
    }
}
