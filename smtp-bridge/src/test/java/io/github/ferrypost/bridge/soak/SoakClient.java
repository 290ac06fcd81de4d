package io.github.ferrypost.bridge.soak;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A well-behaved program: each run sends one mail over one connection, and does not send it again. */
final class SoakClient implements Runnable {
    /** The bridge's patience of 20 s, several times over. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String name;
    private final Lives bridge;
    private final String sender;
    private final SoakRecord record;
    private final AtomicInteger number = new AtomicInteger();

    SoakClient(String name, Lives bridge, String sender, SoakRecord record) {
        this.name = name;
        this.bridge = bridge;
        this.sender = sender;
        this.record = record;
    }

    @Override
    public void run() {
        int life = bridge.current();
        if (life == 0) {
            return;
        }
        String recipient = name + "-" + number.incrementAndGet() + "@example.org";
        try {
            record.answered(recipient, send(recipient));
        } catch (IOException e) {
            // a bridge that is being ended may drop its connections; one that runs may not
            if (life == bridge.current() && bridge.isAlive()) {
                record.dropped(recipient + ": " + e);
            }
        }
    }

    /** The last reply: to the final dot, or the one that refused before. */
    private String send(String recipient) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bridge.port())) {
            Deadline.closes(socket, LONGEST);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            String reply = reply(in);
            for (String command : new String[] {
                "EHLO soak.example", "MAIL FROM:<" + sender + ">", "RCPT TO:<" + recipient + ">", "DATA"
            }) {
                if (reply.charAt(0) != '2') {
                    return reply;
                }
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                reply = reply(in);
            }
            if (reply.charAt(0) != '3') {
                return reply;
            }
            SoakMail.write(sender, recipient, out);
            return reply(in);
        }
    }

    private static String reply(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
        throw new IOException("closed without a reply");
    }
}
