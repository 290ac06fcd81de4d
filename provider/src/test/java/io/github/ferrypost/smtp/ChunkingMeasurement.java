package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Limits;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * DATA against BDAT (RFC 3030), by the wire code that our links use, Angus' own. No test: run by its name, {@code mvn -pl
 * provider/sandbox,provider test -Dtest=ChunkingMeasurement -Dsurefire.failIfNoSpecifiedTests=false}; decision 0007 has the
 * figures.
 */
class ChunkingMeasurement {
    private static final int MB = 1 << 20;

    /** Kept, or the garbage collector would forget its level: the tests log every octet otherwise. */
    private static final Logger QUIET = Logger.getLogger("org.eclipse.angus.mail");

    @Test
    void dataAgainstBdat() throws Exception {
        QUIET.setLevel(Level.OFF);
        StringBuilder table =
                new StringBuilder("\n| message | round trip | DATA | BDAT, chunks of 1 MB |\n|---|---|---|---|\n");
        // Angus says the token in the line of AUTH
        Limits limits = Limits.withoutRate().commandLine(16_384);
        try (Sandbox sandbox = Sandbox.builder().limits(limits).start()) {
            for (int roundTrip : new int[] {0, 40}) {
                for (int size : new int[] {4096, MB, 35 * MB}) {
                    int times = size > MB ? 3 : 20;
                    table.append(String.format(
                            "| %d KB | %d ms | %.1f ms | %.1f ms |%n",
                            size / 1024,
                            roundTrip,
                            median(sandbox, roundTrip, size, times, -1),
                            median(sandbox, roundTrip, size, times, MB)));
                }
            }
        }
        System.out.println(table);
    }

    private static double median(Sandbox sandbox, int roundTrip, int size, int times, int chunk) throws Exception {
        String[] server = sandbox.smtp().split(":", -1);
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.trust", "*");
        properties.put("mail.smtp.chunksize", chunk);
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail(size)));
        InternetAddress[] to = InternetAddress.parse("a@x.example");
        double[] took = new double[times];
        try (Line line = new Line(Integer.parseInt(server[1]), Duration.ofMillis(roundTrip));
                Transport transport = new org.eclipse.angus.mail.smtp.SMTPTransport(session, null)) {
            transport.connect(
                    "127.0.0.1", line.port(), Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), Duration.ofHours(1)));
            for (int i = -2; i < times; i++) {
                long start = System.nanoTime();
                transport.sendMessage(message, to);
                if (i >= 0) {
                    took[i] = (System.nanoTime() - start) / 1e6;
                }
                sandbox.clearDelivered();
            }
        }
        boolean chunked = sandbox.requests().log().stream()
                .anyMatch(request -> request.method().equals("BDAT"));
        assertThat(chunked || chunk < 0).isTrue();
        Arrays.sort(took);
        return took[times / 2];
    }

    private static byte[] mail(int size) {
        String head = "From: " + Sandbox.MAILBOX + "\r\nTo: a@x.example\r\n\r\n";
        return (head + ("x".repeat(74) + "\r\n").repeat(size / 76)).getBytes(StandardCharsets.US_ASCII);
    }

    /** A line to the server on which every octet takes half a round trip, and as many as there are travel at once. */
    private static final class Line implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final int server;
        private final long half;

        Line(int server, Duration roundTrip) throws IOException {
            this.server = server;
            this.half = roundTrip.toNanos() / 2;
            start(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listening.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                    client.setTcpNoDelay(true);
                    far.setTcpNoDelay(true);
                    start(() -> carry(client, far));
                    start(() -> carry(far, client));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void carry(Socket from, Socket to) {
            ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] block = new byte[1 << 16];
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    byte[] octets = Arrays.copyOf(block, count);
                    var unused = late.schedule(
                            () -> {
                                out.write(octets);
                                return true;
                            },
                            half,
                            TimeUnit.NANOSECONDS);
                }
            } catch (IOException e) {
                // either side is gone
            } finally {
                late.shutdown();
            }
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task, "line");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
