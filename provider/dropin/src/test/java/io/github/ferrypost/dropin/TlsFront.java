package io.github.ferrypost.dropin;

import io.github.ferrypost.testing.TestKeys;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands before the sandbox's plain HTTP and speaks TLS, as Microsoft does. */
final class TlsFront implements AutoCloseable {
    /** Of Java's own authorities' file. */
    static final String PASSWORD = "changeit";

    private final ServerSocket server;
    private final URI plain;

    TlsFront(TestKeys keys, URI plain) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        this.plain = plain;
        this.server = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket near = server.accept();
                daemon(() -> relay(near));
            }
        });
    }

    String address() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    private void relay(Socket near) throws IOException {
        try (near;
                Socket far = new Socket(plain.getHost(), plain.getPort())) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            daemon(() -> {
                try (near) {
                    copy(far.getInputStream(), near.getOutputStream());
                }
            });
            copy(near.getInputStream(), far.getOutputStream());
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // one side has closed: that is how a relay ends
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Java's own authorities and these certificates, as a file for {@code javax.net.ssl.trustStore}. */
    static Path authorities(Path folder, Path... pems) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        Path javas = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        try (InputStream in = new FileInputStream(javas.toFile())) {
            store.load(in, PASSWORD.toCharArray());
        }
        for (Path pem : pems) {
            try (InputStream in = Files.newInputStream(pem)) {
                store.setCertificateEntry(
                        pem.getFileName().toString(),
                        CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        Path file = folder.resolve("authorities.jks");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
