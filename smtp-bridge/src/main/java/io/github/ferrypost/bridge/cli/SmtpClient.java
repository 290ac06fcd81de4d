package io.github.ferrypost.bridge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A minimal SMTP client for the demo: a socket and the protocol by hand, as software in any language could do. */
public final class SmtpClient {
    private SmtpClient() {}

    /**
     * Sends one message.
     *
     * @return the server's reply to DATA
     * @throws IOException if the connection fails
     */
    public static String send(InetSocketAddress server, String from, String to, String subject) throws IOException {
        String message =
                "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\n\r\nHello from a scanner.\r\n.";
        try (Socket socket = new Socket(server.getAddress(), server.getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            reply(in);
            String last = "";
            for (String command : List.of(
                    "HELO scanner", "MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA", message, "QUIT")) {
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                String reply = reply(in);
                if (reply.charAt(0) > '3') {
                    throw new IOException("the bridge replied: " + reply);
                }
                last = command.equals(message) ? reply : last;
            }
            return last;
        }
    }

    private static String reply(BufferedReader in) throws IOException {
        StringBuilder reply = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            reply.append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return reply.toString();
            }
        }
        throw new IOException("the bridge closed the connection");
    }
}
