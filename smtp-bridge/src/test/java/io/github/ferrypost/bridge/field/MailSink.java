package io.github.ferrypost.bridge.field;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Where a mail server under test delivers to: takes everything, and keeps it. Thread-safe. */
final class MailSink implements AutoCloseable {
    /**
     * One delivery.
     *
     * @param text its octets as ISO-8859-1, so that each is one character
     */
    record Arrived(String from, List<String> recipients, String text) {
        /** From the first empty line on, without it. */
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private MailSink() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Handler())
                .build();
        server.start();
    }

    static MailSink open() {
        return new MailSink();
    }

    int port() {
        return server.getPortAllocated();
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** Waits until so many are there. */
    List<Arrived> await(int count, Duration patience) {
        Awaitility.await().atMost(patience).until(() -> arrived.size() >= count);
        return List.copyOf(arrived);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private String from = "";
        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException {
            String text = new String(data.readAllBytes(), StandardCharsets.ISO_8859_1);
            arrived.add(new Arrived(from, List.copyOf(recipients), text));
            return null;
        }

        @Override
        public void done() {}
    }
}
