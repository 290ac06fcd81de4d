package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge's self-signed certificate. Made with the JDK's keytool, because Java has no public API for making
 * certificates. Stored on disk, because clients trust it; recreated only if the bridge gets a name or
 * address that it does not cover, or if it is about to expire. Stateless.
 */
public final class SelfMadeCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(SelfMadeCertificate.class);

    private static final String FILE = "certificate.p12";
    /** PKCS#12 requires a password; the file is protected by its permissions. */
    private static final String PASSWORD = "ferrypost";

    private static final String VALID_DAYS = "3650";
    /** The certificate is renewed this long before it expires. */
    private static final Duration EARLY = Duration.ofDays(30);

    private static final long KEYTOOL_SECONDS = 60;

    private SelfMadeCertificate() {}

    /**
     * The certificate as a TLS context.
     *
     * @param folder keeps the certificate for the next start; if empty, it stays in memory only
     * @throws IOException with a message for the operator
     */
    public static SSLContext context(CertificateNames names, Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            return Certificates.fromFile(upToDate(names, folder.get()), PASSWORD);
        }
        Path passing = Files.createTempDirectory("ferrypost");
        try {
            return Certificates.fromFile(upToDate(names, passing), PASSWORD);
        } finally {
            Files.deleteIfExists(passing.resolve(FILE));
            Files.delete(passing);
        }
    }

    /** The certificate itself; creates it if it does not exist. */
    public static List<Certificate> chain(CertificateNames names, Path folder) throws IOException {
        return Certificates.chain(upToDate(names, folder), PASSWORD);
    }

    private static Path upToDate(CertificateNames names, Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            Optional<String> fault = faultOf(file, names);
            if (fault.isEmpty()) {
                return file;
            }
            LOG.warn(
                    "Creating a new self-signed certificate, because {}. Clients that trust the old one need"
                            + " the new one: `ferrypost certificate` prints it",
                    fault.get());
        }
        make(names, folder, file);
        return file;
    }

    private static Optional<String> faultOf(Path file, CertificateNames names) throws IOException {
        X509Certificate certificate =
                (X509Certificate) Certificates.chain(file, PASSWORD).get(0);
        try {
            Set<String> missing = names.missingIn(certificate);
            if (!missing.isEmpty()) {
                return Optional.of("the old one does not cover " + String.join(", ", missing));
            }
        } catch (CertificateException e) {
            return Optional.of("the names in the old one cannot be read");
        }
        Instant end = certificate.getNotAfter().toInstant();
        return end.isBefore(Instant.now().plus(EARLY))
                ? Optional.of("the old one expires at " + end)
                : Optional.empty();
    }

    private static Path keytool() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("keytool.exe");
        return Files.exists(windows) ? windows : bin.resolve("keytool");
    }

    /** Runs keytool in an owner-only folder, because keytool creates files according to the umask. */
    private static void make(CertificateNames names, Path folder, Path file) throws IOException {
        Path tool = keytool();
        if (!Files.isExecutable(tool)) {
            // a jlink image may lack keytool
            throw new IOException("cannot create a certificate, because this Java has no keytool: set"
                    + " ferrypost.bridge.certificate");
        }
        Path workshop = Files.createTempDirectory(folder, "certificate");
        Path output = workshop.resolve("keytool.txt");
        Path fresh = workshop.resolve(FILE);
        try {
            Process process = new ProcessBuilder(command(tool, names, fresh))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool could not create a certificate: "
                        + Files.readString(output).strip());
            }
            ownerOnly(fresh);
            ownedAs(folder, fresh);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while creating a certificate", e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(fresh);
            Files.delete(workshop);
        }
    }

    private static List<String> command(Path tool, CertificateNames names, Path store) {
        return List.of(
                tool.toString(),
                "-genkeypair",
                "-alias",
                "ferrypost",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                VALID_DAYS,
                "-dname",
                "CN=" + names.subject(),
                "-ext",
                names.extension(),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
    }

    private static void ownerOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** If root runs a command in the service's folder, the new files must belong to the service's user. */
    private static void ownedAs(Path folder, Path file) throws IOException {
        if (!Files.getOwner(folder).equals(Files.getOwner(file))) {
            try {
                Files.setOwner(file, Files.getOwner(folder));
            } catch (FileSystemException e) {
                LOG.warn(
                        "{} belongs to {}, but its folder belongs to another user: {}",
                        file,
                        Files.getOwner(file),
                        e.getMessage());
            }
        }
    }
}
