package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.listen.CertificateNames;
import io.github.ferrypost.bridge.listen.OldTls;
import io.github.ferrypost.bridge.listen.SelfMadeCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A program that permits old TLS as {@code run} does, and then connects to a server that speaks TLS 1.0 alone. */
public final class OldTlsProbe {
    private interface Client {
        String connect() throws Exception;
    }

    private OldTlsProbe() {}

    public static void main(String[] arguments) throws Exception {
        OldTls.permit();
        Path folder = Path.of(arguments[0]);
        SSLContext server = SelfMadeCertificate.context(
                CertificateNames.of("localhost", List.of(InetAddress.getLoopbackAddress())), Optional.of(folder));
        SSLContext client = trusting(folder);
        SSLServerSocket socket = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[] {"TLSv1"});
        Thread serving = new Thread(() -> serve(socket), "server");
        serving.setDaemon(true);
        serving.start();
        URI uri = URI.create("https://localhost:" + socket.getLocalPort() + "/");

        say("a client that asks for TLSv1", () -> {
            try (SSLSocket own =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", socket.getLocalPort())) {
                own.setEnabledProtocols(new String[] {"TLSv1"});
                own.startHandshake();
                return own.getSession().getProtocol();
            }
        });
        say("HttpClient", () -> {
            HttpClient http = HttpClient.newBuilder().sslContext(client).build();
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .sslSession()
                    .orElseThrow()
                    .getProtocol();
        });
        say("HttpsURLConnection", () -> {
            HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
            connection.setSSLSocketFactory(client.getSocketFactory());
            connection.connect();
            return connection.getCipherSuite();
        });
        say("SSLSocketFactory", () -> {
            try (SSLSocket own =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", socket.getLocalPort())) {
                own.startHandshake();
                return own.getSession().getProtocol();
            }
        });
    }

    private static void say(String what, Client client) {
        String result;
        try {
            result = "connected by " + client.connect();
        } catch (Exception e) {
            result = "refused: " + e;
        }
        System.out.println(what + ": " + result);
    }

    private static void serve(SSLServerSocket socket) {
        while (true) {
            try (SSLSocket accepted = (SSLSocket) socket.accept()) {
                accepted.startHandshake();
            } catch (IOException e) {
                // the next client
            }
        }
    }

    private static SSLContext trusting(Path folder) throws Exception {
        KeyStore own = KeyStore.getInstance(folder.resolve("certificate.p12").toFile(), "ferrypost".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("ferrypost"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
