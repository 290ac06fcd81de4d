package io.github.ferrypost.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what any of several trust managers trusts: Java's own authorities and those of a PEM file.
 * {@link UntrustedCertificateException} explains what none of them trusts. Safe for use by many threads.
 */
public final class TlsTrust extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> all;

    private TlsTrust(List<X509ExtendedTrustManager> all) {
        this.all = all;
    }

    /**
     * A TLS context that trusts Java's authorities and those of {@code pem}.
     *
     * @throws IOException if the authorities cannot be used; the message names the file
     */
    public static SSLContext context(Optional<Path> pem) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager(pem)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            String which = pem.map(file -> "those in " + file).orElse("Java's own");
            throw new IOException("the certificate authorities cannot be used, " + which + ": " + e, e);
        }
    }

    static X509ExtendedTrustManager manager(Optional<Path> pem) throws IOException, GeneralSecurityException {
        List<X509ExtendedTrustManager> all = new ArrayList<>();
        all.add(standard(null));
        if (pem.isPresent()) {
            all.add(standard(authorities(pem.get())));
        }
        return new TlsTrust(all);
    }

    private static KeyStore authorities(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        if (count == 0) {
            throw new CertificateException("it contains no certificate");
        }
        return store;
    }

    /** @param store null for Java's own authorities, as configured by its system properties */
    private static X509ExtendedTrustManager standard(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager) {
                return (X509ExtendedTrustManager) manager;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        // an endpoint on this machine is a test or a tunnel, whose certificate rarely has that name
        if (engine != null && Loopback.is(engine.getPeerHost())) {
            check(chain, manager -> manager.checkServerTrusted(chain, type));
        } else {
            check(chain, manager -> manager.checkServerTrusted(chain, type, engine));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type));
    }

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        @Nullable CertificateException best = null;
        for (X509ExtendedTrustManager manager : all) {
            try {
                check.by(manager);
                return;
            } catch (CertificateException e) {
                // prefer the failure of the manager that knows the authority
                best = best == null || UntrustedCertificateException.isUnknownAuthority(best) ? e : best;
            }
        }
        throw new UntrustedCertificateException(
                chain, best == null ? new CertificateException("this Java has no trust manager") : best);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("Ferrypost is always the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("Ferrypost is always the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("Ferrypost is always the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return all.stream()
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
