package io.github.ferrypost.bridge.corpus;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.transport.GivenRoads;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A door of Ferrypost, with what it counts as the message that was handed to it. */
interface Door extends AutoCloseable {
    /** Sends; what was refused and why, or nothing. */
    Optional<String> send(Specimen specimen) throws Exception;

    /** What has to arrive, documented edits aside. */
    byte[] sent() throws Exception;

    @Override
    void close() throws IOException;

    /** Whether it owes a Received line and fills in what the header lacks. */
    boolean isRelay();

    /** Old code that calls a Transport. */
    final class InProcess implements Door {
        private final Map<String, String> settings;
        private final Roads roads;
        private byte[] sent;

        InProcess(Map<String, String> settings, Roads roads) {
            this.settings = settings;
            this.roads = roads;
        }

        @Override
        public Optional<String> send(Specimen specimen) throws Exception {
            Properties properties = new Properties();
            properties.put("mail.smtp.from", specimen.sender().isEmpty() ? "<>" : specimen.sender());
            properties.put("mail.mime.allowutf8", "true");
            Session session = Session.getInstance(properties);
            MimeMessage message = specimen.made().make(session);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out, new String[] {"Bcc", "Content-Length"});
            sent = out.toByteArray();
            List<String> recipients = specimen.recipients();
            Address[] addresses = new Address[recipients.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = new InternetAddress(recipients.get(i), false);
            }
            try (Transport transport = new GivenRoads(session, settings, roads)) {
                transport.connect("smtp.office365.com", Sandbox.MAILBOX, "an old password");
                transport.sendMessage(message, addresses);
                return Optional.empty();
            } catch (MessagingException e) {
                return Optional.of(e.getMessage());
            }
        }

        @Override
        public byte[] sent() {
            return sent;
        }

        @Override
        public boolean isRelay() {
            return false;
        }

        @Override
        public void close() {
            roads.close();
        }
    }

    /** Any software, by the bridge's port. */
    final class Bridged implements Door {
        private final BridgeRun bridge;
        private final SmtpSession client;
        private byte[] sent;

        Bridged(Map<String, String> settings, Roads roads) throws Exception {
            Map<String, String> own = new HashMap<>(settings);
            own.put("ferrypost.bridge.listen", "127.0.0.1:0");
            own.put("ferrypost.bridge.accept", "direct");
            own.put("ferrypost.bridge.pace", "off");
            bridge = BridgeRun.open(Settings.of(own), roads);
            client = new SmtpSession(bridge.address());
        }

        @Override
        public Optional<String> send(Specimen specimen) throws Exception {
            sent = SmtpSession.ended(specimen.octets());
            String reply = client.send(specimen.sender(), specimen.recipients(), sent);
            return reply.startsWith("250") ? Optional.empty() : Optional.of(reply);
        }

        @Override
        public byte[] sent() {
            return sent;
        }

        @Override
        public boolean isRelay() {
            return true;
        }

        @Override
        public void close() throws IOException {
            client.close();
            bridge.close();
        }
    }
}
