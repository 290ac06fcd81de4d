package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.pem.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the listener's certificate and key from a file. Stateless. */
public final class Certificates {
    private static final char[] NO_PASSWORD = {};

    private Certificates() {}

    /**
     * Makes a TLS context.
     *
     * @param file PEM with the chain and the key, or PKCS#12
     * @param password of the PKCS#12 file or the encrypted PEM key; empty for none
     * @throws IOException with a message for the operator, if the file is unusable
     */
    public static SSLContext fromFile(Path file, String password) throws IOException {
        KeyFile read = read(file, password);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("listener", read.key(), NO_PASSWORD, read.chain().toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used as a certificate: " + e.getMessage(), e);
        }
    }

    /**
     * The certificate in such a file, with its issuers.
     *
     * @throws IOException with a message for the operator, if the file is unusable
     */
    public static List<Certificate> chain(Path file, String password) throws IOException {
        return List.copyOf(read(file, password).chain());
    }

    private static KeyFile read(Path file, String password) throws IOException {
        try {
            return KeyFile.read(file, password, "ferrypost.bridge.certificate");
        } catch (KeyFileException e) {
            throw new IOException(e.getMessage() + ". " + e.remedy(), e);
        }
    }

    /** Formats the chain as PEM (RFC 7468). */
    public static String pem(List<Certificate> chain) throws IOException {
        StringBuilder pem = new StringBuilder();
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (Certificate certificate : chain) {
            try {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(lines.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (CertificateEncodingException e) {
                throw new IOException("the certificate cannot be encoded", e);
            }
        }
        return pem.toString();
    }
}
