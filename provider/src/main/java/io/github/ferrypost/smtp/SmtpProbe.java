package io.github.ferrypost.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The start of an SMTP session without TLS and sign-in: greeting, EHLO, QUIT. It distinguishes a network that blocks
 * or rewrites SMTP from a refused sign-in. Immutable.
 */
public final class SmtpProbe {
    private static final int MOST_SHOWN = 120;

    private final String greeting;
    private final String hello;

    private SmtpProbe(String greeting, String hello) {
        this.greeting = greeting;
        this.hello = hello;
    }

    /**
     * Connects, reads the greeting, and quits.
     *
     * @param patience for connecting to each address of the host, and again for each reply
     * @throws IOException if there is no connection, or no reply
     */
    public static SmtpProbe of(String host, int port, Duration patience) throws IOException {
        TimedSocket socket = TimedSocket.connect(host, port, patience);
        try {
            SmtpChannel channel = new SmtpChannel(socket);
            String greeting = channel.reply(patience);
            if (!greeting.startsWith("220")) {
                return new SmtpProbe(greeting, "");
            }
            channel.send(List.of("EHLO " + socket.literal()));
            String hello = channel.reply(patience);
            farewell(channel);
            return new SmtpProbe(greeting, hello);
        } finally {
            socket.abort();
        }
    }

    private static void farewell(SmtpChannel channel) {
        try {
            channel.send(List.of("QUIT"));
        } catch (IOException e) {
            // the result stands, whether or not the server receives QUIT
        }
    }

    /** Whether the greeting is valid (RFC 5321 section 3.1). */
    public boolean isReady() {
        return greeting.startsWith("220");
    }

    public boolean offersStartTls() {
        return hello.lines()
                .anyMatch(line -> line.length() > 4 && line.substring(4).trim().equalsIgnoreCase("STARTTLS"));
    }

    /** The server's first line, at most 120 characters. */
    public String said() {
        String line = greeting.split("\n", 2)[0];
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) : line;
    }
}
