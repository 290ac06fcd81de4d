package io.github.ferrypost.bridge.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A program that sends with Jakarta Mail, and the ways in which its Session can be set up. */
final class Angus {
    private final Properties properties;
    private final String mailbox;
    private final String password;

    private Angus(Properties properties, String mailbox, String password) {
        this.properties = properties;
        this.mailbox = mailbox;
        this.password = password;
    }

    /** Angus alone, straight to the sandbox with XOAUTH2. */
    static Angus straight(SandboxProcess sandbox, String account) throws IOException, GeneralSecurityException {
        Properties properties = server(sandbox.told("ferrypost.endpoint.smtp"));
        properties.put("mail.smtp.class", "org.eclipse.angus.mail.smtp.SMTPTransport");
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.put("mail.smtp.auth.xoauth2.two.line.authentication.format", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.socketFactory", trusting(Path.of(sandbox.told("ferrypost.endpoint.trust"))));
        return new Angus(properties, SandboxProcess.mailbox(account), sandbox.told("token.smtp"));
    }

    /** The same program as it always was, with our jar beside it: Door 1. */
    static Angus doorOne(String account) {
        Properties properties = server("smtp.office365.com:587");
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        return new Angus(properties, SandboxProcess.mailbox(account), "an old password");
    }

    /** The same program, pointed at the bridge: Door 2. */
    static Angus doorTwo(int port, String account) {
        Properties properties = server("127.0.0.1:" + port);
        properties.put("mail.smtp.class", "org.eclipse.angus.mail.smtp.SMTPTransport");
        return new Angus(properties, SandboxProcess.mailbox(account), null);
    }

    private static Properties server(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        Properties properties = new Properties();
        properties.put("mail.smtp.host", hostAndPort.substring(0, colon));
        properties.put("mail.smtp.port", hostAndPort.substring(colon + 1));
        return properties;
    }

    private static Object trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** One Transport that stays connected. */
    Lane.Sender warm(Letter letter, int run) throws MessagingException {
        Session session = Session.getInstance(properties);
        Mime mime = new Mime(session, letter, mailbox, run);
        Transport transport = session.getTransport("smtp");
        if (password == null) {
            transport.connect();
        } else {
            transport.connect(mailbox, password);
        }
        return new Lane.Sender() {
            @Override
            public void send(int number) throws MessagingException {
                transport.sendMessage(mime.number(number), mime.to());
            }

            @Override
            public void close() throws MessagingException {
                transport.close();
            }
        };
    }

    /** {@code Transport.send}: a connection for each mail, as old code does it. */
    Lane.Sender cold(Letter letter, int run) throws MessagingException {
        Session session = Session.getInstance(properties);
        Mime mime = new Mime(session, letter, mailbox, run);
        return number -> {
            if (password == null) {
                Transport.send(mime.number(number));
            } else {
                Transport.send(mime.number(number), mailbox, password);
            }
        };
    }
}
