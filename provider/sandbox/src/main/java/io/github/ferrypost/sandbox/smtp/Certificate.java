package io.github.ferrypost.sandbox.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A STARTTLS certificate, made by the JDK's keytool once per JVM and kind. The usual one is self-signed; the others are
 * issued by an authority, because a Java client does not check the dates of a certificate that it trusts directly.
 * Thread-safe.
 */
public final class Certificate {
    private static final Map<CertificateKind, Certificate> MADE = new ConcurrentHashMap<>();
    private static final String LEAF = "sandbox";
    private static final String ROOT = "root";

    private final SSLContext context;
    private final Path pem;

    private Certificate(SSLContext context, Path pem) {
        this.context = context;
        this.pem = pem;
    }

    /** The usual certificate in this JVM. */
    public static Certificate get() {
        return of(CertificateKind.USUAL);
    }

    /**
     * The certificate of this kind; the first call takes half a second, and longer for kinds other than the usual one.
     */
    public static Certificate of(CertificateKind kind) {
        return MADE.computeIfAbsent(kind, Certificate::make);
    }

    SSLContext context() {
        return context;
    }

    /**
     * A file with the trust anchor for clients: the usual certificate, or the authority of another one. Deleted when
     * the JVM exits.
     */
    public Path pem() {
        return pem;
    }

    private static Certificate make(CertificateKind kind) {
        try {
            Path directory = Files.createTempDirectory("ferrypost-sandbox");
            directory.toFile().deleteOnExit();
            Path store = directory.resolve("sandbox.p12");
            String password = UUID.randomUUID().toString();
            Keytool keytool = new Keytool(store, password);
            if (kind == CertificateKind.USUAL) {
                keytool.makeKey(LEAF, "CN=localhost", "3650", "SAN=dns:localhost,ip:127.0.0.1");
            } else {
                issue(keytool, directory, kind);
            }
            KeyStore all = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                all.load(in, password.toCharArray());
            }
            Files.delete(store);
            java.security.cert.Certificate[] chain = all.getCertificateChain(LEAF);
            Path pem = directory.resolve("sandbox.pem");
            Files.writeString(pem, pem(chain[chain.length - 1]), StandardCharsets.US_ASCII);
            pem.toFile().deleteOnExit();
            return new Certificate(context(all, chain, password.toCharArray()), pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate could not be made", e);
        }
    }

    private static void issue(Keytool keytool, Path directory, CertificateKind kind) throws IOException {
        String request = directory.resolve("request").toString();
        String issued = directory.resolve("issued").toString();
        keytool.makeKey(ROOT, "CN=Sandbox Authority", "3650", "bc:c");
        keytool.makeKey(LEAF, "CN=Sandbox Server", "3650", "SAN=" + kind.names());
        keytool.run("-certreq", "-alias", LEAF, "-file", request);
        keytool.run(
                "-gencert",
                "-alias",
                ROOT,
                "-infile",
                request,
                "-outfile",
                issued,
                "-startdate",
                kind.start(),
                "-validity",
                kind.days(),
                "-ext",
                "SAN=" + kind.names());
        keytool.run("-importcert", "-alias", LEAF, "-file", issued, "-noprompt");
        Files.delete(Path.of(request));
        Files.delete(Path.of(issued));
    }

    /** Removes the authority's key, which the server would otherwise offer too. */
    private static SSLContext context(KeyStore all, java.security.cert.Certificate[] chain, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(LEAF, all.getKey(LEAF, password), password, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, new SecureRandom());
        return context;
    }

    private static String pem(java.security.cert.Certificate certificate) throws GeneralSecurityException {
        byte[] newline = {'\n'};
        String base64 = Base64.getMimeEncoder(64, newline).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
