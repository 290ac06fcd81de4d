package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.smtp.CertificateKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Types SMTP lines at the sandbox and reads the replies. */
final class SmtpClient implements AutoCloseable {
    private final Sandbox sandbox;
    private CertificateKind trusted = CertificateKind.USUAL;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    SmtpClient(Sandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        String[] address = sandbox.smtp().split(":", 2);
        use(new Socket(address[0], Integer.parseInt(address[1])));
    }

    /** A connection that has said EHLO inside TLS. */
    static SmtpClient secured(Sandbox sandbox) throws IOException, GeneralSecurityException {
        return secured(sandbox, CertificateKind.USUAL);
    }

    /** The same for a client that trusts the certificate of this kind. */
    static SmtpClient secured(Sandbox sandbox, CertificateKind kind) throws IOException, GeneralSecurityException {
        SmtpClient client = new SmtpClient(sandbox);
        client.trusted = kind;
        client.reply();
        client.ask("EHLO test");
        client.ask("STARTTLS");
        client.startTls();
        client.ask("EHLO test");
        return client;
    }

    /** A connection that has authenticated as the default mailbox. */
    static SmtpClient authenticated(Sandbox sandbox) throws IOException, GeneralSecurityException {
        SmtpClient client = secured(sandbox);
        client.auth(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), Duration.ofHours(1)));
        return client;
    }

    private void use(Socket newSocket) throws IOException {
        socket = newSocket;
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    void startTls() throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream pem = Files.newInputStream(sandbox.trustPem(trusted))) {
            anchors.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        use(tls);
    }

    static String xoauth2(String user, String token) {
        String response = "user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8));
    }

    /** AUTH XOAUTH2 in two lines. */
    String auth(String user, String token) throws IOException {
        ask("AUTH XOAUTH2");
        return ask(xoauth2(user, token));
    }

    /** Sends a message to one recipient; the reply to the final dot. */
    String send(String from, String to, String content) throws IOException {
        ask("MAIL FROM:<" + from + ">");
        ask("RCPT TO:<" + to + ">");
        ask("DATA");
        return ask(content + "\r\n.");
    }

    String ask(String line) throws IOException {
        write(line + "\r\n");
        return reply();
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The same, or a time-out. */
    String replyWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return reply();
    }

    /** A whole reply; null if the server hung up. */
    String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                return reply.length() == 0 ? null : reply.toString();
            }
            reply.append(reply.length() == 0 ? "" : "\n").append(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
