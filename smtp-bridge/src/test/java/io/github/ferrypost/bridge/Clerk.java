package io.github.ferrypost.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Old software that sends one mail after the other over one connection, until the connection breaks; what got no 250 it does
 * not send again. Each mail goes to an address of its own, by which it is known at the other end.
 */
final class Clerk implements Runnable {
    /** @param reply to the final dot, of which every octet was read */
    record Answered(String recipient, String reply) {}

    private static final int LARGE = 80_000;

    private final int port;
    private final String name;
    private final Runnable onAnswer;
    private final List<Answered> answered = new ArrayList<>();

    /** @param onAnswer told of each answer to a mail */
    Clerk(int port, String name, Runnable onAnswer) {
        this.port = port;
        this.name = name;
        this.onAnswer = onAnswer;
    }

    /** Ends when the bridge has gone. */
    @Override
    public void run() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            reply(in);
            ask(in, out, "HELO clerk.example");
            for (int number = 1; ; number++) {
                String recipient = name + "-" + number + "@example.org";
                ask(in, out, "MAIL FROM:<noreply@contoso.example>");
                ask(in, out, "RCPT TO:<" + recipient + ">");
                ask(in, out, "DATA");
                String reply = ask(in, out, message(recipient, number % 7 == 0 ? LARGE : 100));
                answered.add(new Answered(recipient, reply));
                onAnswer.run();
            }
        } catch (IOException e) {
            // killed: what this test is about
        }
    }

    private static String message(String recipient, int size) {
        return "From: noreply@contoso.example\r\nTo: " + recipient + "\r\nSubject: x\r\nMessage-ID: <" + recipient
                + ">\r\n\r\n" + "0123456789abcdef\r\n".repeat(size / 18) + ending(recipient) + ".";
    }

    /** What the last line of such a message is. */
    static String ending(String recipient) {
        return "End of " + recipient + "\r\n";
    }

    private static String ask(BufferedReader in, OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
        throw new IOException("the bridge has gone");
    }

    /** To be read when it has ended. */
    List<Answered> answered() {
        return answered;
    }
}
