package io.github.ferrypost.bridge.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Clients that mean harm or are broken. Each goes on until the bridge ends the connection, or it has had enough. */
enum Hostile {
    SILENT {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            drain(in);
        }
    },
    JUNK {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            byte[] junk = new byte[64 * 1024];
            new Random().nextBytes(junk);
            out.write(junk);
            drain(in);
        }
    },
    LONG_LINE {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, "EHLO ");
            repeat(out, "x".repeat(1024), 4096);
            drain(in);
        }
    },
    ENDLESS_HEADERS {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, ENVELOPE + "DATA\r\n");
            for (int i = 0; i < 100_000; i++) {
                say(out, "X-" + i + ": " + "y".repeat(100) + "\r\n");
            }
            say(out, "\r\n.\r\n");
            drain(in);
        }
    },
    MANY_ADDRESSES {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, ENVELOPE + "DATA\r\nTo: ");
            repeat(out, "\"\",".repeat(300) + "\r\n ", 2000);
            say(out, "\r\n\r\n.\r\n");
            drain(in);
        }
    },
    LONG_PARAMETER {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, "EHLO x\r\n");
            for (int i = 0; i < 100; i++) {
                say(out, "MAIL FROM:<a@b.example> ENVID=" + "a".repeat(5000) + "\r\n");
            }
            drain(in);
        }
    },
    REFUSED_COMMANDS {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, "EHLO x\r\n");
            repeat(out, "MAIL FROM:<stranger@elsewhere.example>\r\n".repeat(50), 200);
            drain(in);
        }
    },
    WRONG_LOGINS {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, "EHLO x\r\n");
            repeat(out, "AUTH PLAIN AGFwcAB3cm9uZw==\r\n", 20);
            drain(in);
        }
    },
    HALF_A_MESSAGE {
        @Override
        void attack(InputStream in, OutputStream out) throws IOException {
            say(out, ENVELOPE + "DATA\r\nSubject: x\r\n\r\n");
            repeat(out, "z".repeat(70) + "\r\n", 40_000);
        }
    };

    private static final String ENVELOPE =
            "EHLO x\r\nMAIL FROM:<noreply@contoso.example>\r\nRCPT TO:<hostile@example.org>\r\n";
    private static final int ENOUGH_MILLIS = 5000;

    /** From another address of loopback than the good clients, since limits for each address are meant for it. */
    void attack(int port) {
        try (Socket socket = new Socket()) {
            socket.bind(
                    new InetSocketAddress("127.0.0." + (2 + List.of(values()).indexOf(this)), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ENOUGH_MILLIS);
            socket.setSoTimeout(ENOUGH_MILLIS);
            Deadline.closes(socket, Duration.ofMillis(2 * ENOUGH_MILLIS));
            attack(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            // it has had enough, or the bridge has
        }
    }

    abstract void attack(InputStream in, OutputStream out) throws IOException;

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void repeat(OutputStream out, String text, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            say(out, text);
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
