package io.github.ferrypost.smtp;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost, made by the JDK's keytool once for all tests of a JVM. */
final class TestCertificate {
    private static final TestCertificate ONE = make();

    private final SSLContext context;
    private final Path pem;

    private TestCertificate(SSLContext context, Path pem) {
        this.context = context;
        this.pem = pem;
    }

    static SSLContext context() {
        return ONE.context;
    }

    static Path pem() {
        return ONE.pem;
    }

    private static TestCertificate make() {
        try {
            Path directory = Files.createTempDirectory("ferrypost-test");
            Path store = directory.resolve("test.p12");
            Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            List<String> command =
                    List.of((keytool + " -genkeypair -alias test -keyalg EC -groupname secp256r1 -dname CN=localhost"
                                    + " -ext SAN=dns:localhost -validity 30 -storetype PKCS12 -storepass testing"
                                    + " -keystore " + store)
                            .split(" ", -1));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            char[] password = "testing".toCharArray();
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password);
            }
            Files.delete(store);
            Files.delete(directory);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            // for the whole run, so not among the temporary files that a class must delete
            Path pem = Files.createTempFile(Files.createDirectories(Path.of("target")), "test", ".pem")
                    .toAbsolutePath();
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("test").getEncoded());
            Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
            pem.toFile().deleteOnExit();
            return new TestCertificate(context, pem);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
