package io.github.ferrypost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which certificate authorities a link believes: Java's own, and those of a PEM file beside them. */
final class Trust {
    private Trust() {}

    /** @throws IOException if the file cannot be read or holds no certificate; the message names it */
    static SSLSocketFactory sockets(Optional<Path> pem) throws IOException {
        try {
            if (pem.isEmpty()) {
                return SSLContext.getDefault().getSocketFactory();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (TrustManager trusting : managers(null)) {
                for (X509Certificate own : ((X509TrustManager) trusting).getAcceptedIssuers()) {
                    store.setCertificateEntry("java" + number++, own);
                }
            }
            for (Certificate further : read(pem.get())) {
                store.setCertificateEntry("further" + number++, further);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private static Iterable<? extends Certificate> read(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Iterable<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.iterator().hasNext()) {
                throw new IOException("no certificate in " + pem);
            }
            return found;
        } catch (IOException e) {
            throw new IOException("cannot read the trusted certificates in " + pem + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IOException("no PEM certificates in " + pem + ": " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
