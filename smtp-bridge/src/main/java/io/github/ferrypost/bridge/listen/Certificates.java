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
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes the TLS context of the listener, from a file or from a certificate that it makes itself. */
public final class Certificates {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.+?)-----END", Pattern.DOTALL);
    private static final String SELF_MADE = "certificate.p12";
    /** PKCS#12 demands one; what protects the file are its permissions. */
    private static final String SELF_MADE_PASSWORD = "ferrypost";

    private Certificates() {}

    /**
     * @param file PEM with the chain and an unencrypted PKCS#8 key, or PKCS#12
     * @param password of the PKCS#12 file; empty for none
     * @throws IOException with one sentence for people, if the file does not serve
     */
    public static SSLContext fromFile(Path file, String password) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        try {
            return text.contains("-----BEGIN ")
                    ? context(fromPem(file, text), new char[0])
                    : context(fromPkcs12(content, password), password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used as certificate: " + e.getMessage(), e);
        }
    }

    /**
     * @param host the name in the certificate
     * @param folder where it is kept for the next start; without one it is kept in memory only
     */
    public static SSLContext selfMade(String host, Optional<Path> folder) throws IOException {
        Path home = folder.isPresent() ? folder.get() : Files.createTempDirectory("ferrypost");
        Path file = home.resolve(SELF_MADE);
        try {
            if (!Files.exists(file)) {
                make(host, file);
            }
            return fromFile(file, SELF_MADE_PASSWORD);
        } finally {
            if (folder.isEmpty()) {
                Files.deleteIfExists(file);
                Files.delete(home);
            }
        }
    }

    /** Whether the tool for it is there: a run-time image made by jlink may lack it. */
    public static boolean canMake() {
        return Files.isExecutable(keytool());
    }

    private static Path keytool() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("keytool.exe");
        return Files.exists(windows) ? windows : bin.resolve("keytool");
    }

    /** With the JDK's own tool: its classes for making certificates are not public. */
    private static void make(String host, Path file) throws IOException {
        Path output = Files.createTempFile("ferrypost-keytool", ".txt");
        // in another name first, so that no half-written file is ever taken for a certificate
        Path fresh = file.resolveSibling(SELF_MADE + ".new");
        try {
            Files.deleteIfExists(fresh);
            Process process = new ProcessBuilder(List.of(
                            keytool().toString(),
                            "-genkeypair",
                            "-alias",
                            "ferrypost",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-validity",
                            "3650",
                            "-dname",
                            "CN=" + host,
                            "-ext",
                            "SAN=dns:" + host + ",ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            fresh.toString(),
                            "-storepass",
                            SELF_MADE_PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool could not make a certificate: "
                        + Files.readString(output).strip());
            }
            ownerOnly(fresh);
            Files.move(fresh, file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was being made", e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(fresh);
        }
    }

    private static void ownerOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        }
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
            throw new IOException(file + " has no unencrypted PKCS#8 key (BEGIN PRIVATE KEY). Convert the key with:"
                    + " openssl pkcs8 -topk8 -nocrypt");
        }
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IOException(file + " has a key, but no certificate.");
        }
        String certificates = text.replaceAll("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]+-----", "");
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.ISO_8859_1)))
                .toArray(new Certificate[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("pem", privateKey(Base64.getMimeDecoder().decode(key.group(2))), new char[0], chain);
        return store;
    }

    /** PKCS#8 says of which kind the key is, but only to the factory of that kind. */
    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // of another kind, then
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
