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
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate for STARTTLS: self-made for localhost and 127.0.0.1 by the JDK's keytool, once per JVM. */
public final class Certificate {
    /** Made at the first use, since it takes half a second. */
    private static final class Holder {
        static final Certificate ONE = make();
    }

    private final SSLContext context;
    private final Path pem;

    private Certificate(SSLContext context, Path pem) {
        this.context = context;
        this.pem = pem;
    }

    /** The certificate of this JVM. */
    public static Certificate get() {
        return Holder.ONE;
    }

    SSLContext context() {
        return context;
    }

    /** A file with the certificate, which clients name as a further trust anchor; deleted when the JVM ends. */
    public Path pem() {
        return pem;
    }

    private static Certificate make() {
        try {
            Path directory = Files.createTempDirectory("ferrypost-sandbox");
            directory.toFile().deleteOnExit();
            Path store = directory.resolve("sandbox.p12");
            String password = UUID.randomUUID().toString();
            keytool(store, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            Files.delete(store);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, new SecureRandom());

            Path pem = directory.resolve("sandbox.pem");
            byte[] newline = {'\n'};
            String base64 = Base64.getMimeEncoder(64, newline)
                    .encodeToString(keys.getCertificate("sandbox").getEncoded());
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
            pem.toFile().deleteOnExit();
            return new Certificate(context, pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate could not be made", e);
        }
    }

    private static void keytool(Path store, String password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sandbox",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "SANDBOX_STORE"));
        // in the environment, since arguments can be read by everybody on the machine
        builder.environment().put("SANDBOX_STORE", password);
        Process process = builder.redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool ran", e);
        }
    }
}
