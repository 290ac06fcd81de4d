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
 * A certificate that the bridge makes for itself, with the JDK's own tool: the classes for making certificates are not
 * public. It is kept, since clients are told to trust it, and is made again only when the bridge gets a name or an address
 * that it does not cover, or when it is about to run out.
 */
public final class SelfMadeCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(SelfMadeCertificate.class);

    private static final String FILE = "certificate.p12";
    /** PKCS#12 demands one; what protects the file are its permissions. */
    private static final String PASSWORD = "ferrypost";

    private static final String VALID_DAYS = "3650";
    /** It is made again so long before it runs out. */
    private static final Duration EARLY = Duration.ofDays(30);

    private static final long KEYTOOL_SECONDS = 60;

    private SelfMadeCertificate() {}

    /**
     * @param folder where it is kept for the next start; without one it is kept in memory only
     * @throws IOException with one sentence for people
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

    /** The certificate itself, made if there is none yet. */
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
                    "The self-made certificate is made again, because {}. Clients that trust the old one have to be given"
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
                return Optional.of("it does not cover " + String.join(", ", missing));
            }
        } catch (CertificateException e) {
            return Optional.of("its names cannot be read");
        }
        Instant end = certificate.getNotAfter().toInstant();
        return end.isBefore(Instant.now().plus(EARLY)) ? Optional.of("it ends at " + end) : Optional.empty();
    }

    private static Path keytool() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("keytool.exe");
        return Files.exists(windows) ? windows : bin.resolve("keytool");
    }

    /** In a folder that only its owner can enter, because keytool writes as the umask says. */
    private static void make(CertificateNames names, Path folder, Path file) throws IOException {
        Path tool = keytool();
        if (!Files.isExecutable(tool)) {
            // a run-time image made by jlink may lack it
            throw new IOException("a certificate cannot be made, since this Java has no keytool: set"
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
                throw new IOException("keytool could not make a certificate: "
                        + Files.readString(output).strip());
            }
            ownerOnly(fresh);
            ownedAs(folder, fresh);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was being made", e);
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

    /** What root makes by hand in the folder of a service has to be the service's. */
    private static void ownedAs(Path folder, Path file) throws IOException {
        if (!Files.getOwner(folder).equals(Files.getOwner(file))) {
            try {
                Files.setOwner(file, Files.getOwner(folder));
            } catch (FileSystemException e) {
                LOG.warn("{} belongs to {}, unlike its folder: {}", file, Files.getOwner(file), e.getMessage());
            }
        }
    }
}
