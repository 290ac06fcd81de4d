package io.github.ferrypost.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Self-signed certificates with their keys, made by keytool once for each set of options. */
public final class TestKeys {
    public static final String PASSWORD = "KEYFILEPASSWORD";
    private static final Map<List<String>, TestKeys> MADE = new ConcurrentHashMap<>();

    private final byte[] pkcs12;

    private TestKeys(byte[] pkcs12) {
        this.pkcs12 = pkcs12;
    }

    /** @param options of keytool -genkeypair, such as "-keyalg RSA" split at the blanks */
    public static TestKeys of(String... options) {
        return MADE.computeIfAbsent(List.of(options), TestKeys::make);
    }

    public static TestKeys rsa() {
        return of("-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Ferrypost test");
    }

    private static TestKeys make(List<String> options) {
        try {
            Path file = Files.createTempDirectory("keys").resolve("k.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "k",
                    "-validity",
                    "30",
                    "-storetype",
                    "PKCS12"));
            command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
            command.addAll(options);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(file.getParent());
            return new TestKeys(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new java.io.ByteArrayInputStream(pkcs12)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    public byte[] pkcs12() {
        return pkcs12.clone();
    }

    public X509Certificate certificate() throws GeneralSecurityException, IOException {
        return (X509Certificate) store().getCertificate("k");
    }

    public PrivateKey key() throws GeneralSecurityException, IOException {
        return (PrivateKey) store().getKey("k", PASSWORD.toCharArray());
    }

    public String certificatePem() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", certificate().getEncoded());
    }

    public String pkcs8Pem() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", key().getEncoded());
    }

    /** The key without the 26 bytes that PKCS#8 puts before a 2048-bit RSA key. */
    public String pkcs1Pem() throws GeneralSecurityException, IOException {
        byte[] pkcs8 = key().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
