package io.github.ferrypost.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The start of an SMTP session without TLS and without a sign-in: greeting, EHLO, QUIT. It tells a network that swallows or
 * rewrites SMTP from a sign-in that is refused. Immutable.
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
     * Connects, listens and says goodbye.
     *
     * @param patience for the connection to each address of the host, and again for each reply
     * @throws IOException if there is no connection, or not one reply
     */
    public static SmtpProbe of(String host, int port, Duration patience) throws IOException {
        TimedSocket wire = TimedSocket.connect(host, port, patience);
        try {
            SmtpChannel channel = new SmtpChannel(wire);
            String greeting = channel.reply(patience);
            if (!greeting.startsWith("220")) {
                return new SmtpProbe(greeting, "");
            }
            channel.send(List.of("EHLO " + wire.literal()));
            String hello = channel.reply(patience);
            farewell(channel);
            return new SmtpProbe(greeting, hello);
        } finally {
            wire.abort();
        }
    }

    private static void farewell(SmtpChannel channel) {
        try {
            channel.send(List.of("QUIT"));
        } catch (IOException e) {
            // what the server has said holds, whether or not it hears this
        }
    }

    /** Whether the greeting is one (RFC 5321 section 3.1). */
    public boolean isReady() {
        return greeting.startsWith("220");
    }

    public boolean offersStartTls() {
        return hello.lines()
                .anyMatch(line -> line.length() > 4 && line.substring(4).trim().equalsIgnoreCase("STARTTLS"));
    }

    /** The first line that the server said, at most 120 characters of it. */
    public String said() {
        String line = greeting.split("\n", 2)[0];
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) : line;
    }
}
