package io.github.ferrypost.bridge.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the listener's certificate and key from a file. Stateless. */
public final class Certificates {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.+?)-----END", Pattern.DOTALL);
    private static final String PEM_ALIAS = "ferrypost, out of a file in PEM";

    private Certificates() {}

    /**
     * Makes a TLS context.
     *
     * @param file PEM with the chain and an unencrypted PKCS#8 key, or PKCS#12
     * @param password of the PKCS#12 file; empty for none
     * @throws IOException with a message for the operator, if the file is unusable
     */
    public static SSLContext fromFile(Path file, String password) throws IOException {
        try {
            // entries read from PEM have no password
            KeyStore store = load(file, password);
            return context(store, store.containsAlias(PEM_ALIAS) ? new char[0] : password.toCharArray());
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
        try {
            KeyStore store = load(file, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return List.of(store.getCertificateChain(alias));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used as a certificate: " + e.getMessage(), e);
        }
        throw new IOException(file + " contains no private key.");
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

    private static KeyStore load(Path file, String password) throws GeneralSecurityException, IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN ") ? fromPem(file, text) : fromPkcs12(content, password);
    }

    private static KeyStore fromPkcs12(byte[] content, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(content)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static KeyStore fromPem(Path file, String text) throws GeneralSecurityException, IOException {
        Matcher key = PRIVATE_KEY.matcher(text);
        if (!key.find() || !key.group(1).isEmpty()) {
            throw new IOException(file + " contains no unencrypted PKCS#8 key (BEGIN PRIVATE KEY). Convert"
                    + " the key with: openssl pkcs8 -topk8 -nocrypt");
        }
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IOException(file + " contains a key but no certificate.");
        }
        String certificates = text.replaceAll("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]+-----", "");
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.ISO_8859_1)))
                .toArray(new Certificate[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(PEM_ALIAS, privateKey(Base64.getMimeDecoder().decode(key.group(2))), new char[0], chain);
        return store;
    }

    /** PKCS#8 names the key's algorithm, but Java has no way to read it without knowing the algorithm: try each one. */
    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // not this algorithm
            }
        }
        throw new InvalidKeySpecException("the key is neither RSA nor EC nor EdDSA");
    }

    private static SSLContext context(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
