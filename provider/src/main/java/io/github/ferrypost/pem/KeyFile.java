package io.github.ferrypost.pem;

import io.github.ferrypost.pem.KeyFileException.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate with its private key, from a PEM or PKCS#12 file. Immutable. */
public final class KeyFile {
    private static final String SET_PASSWORD = "Set the password with which the file was written.";
    private static final String SEE_CONTENT = "Check that the file is complete, and that it is PEM or PKCS#12.";
    private static final String BOTH =
            "Put certificate and private key into one PEM file: cat certificate.pem key.pem > both.pem";
    private static final String CONVERT =
            "Convert the key: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.pem -out NEW.pem";

    private static final byte SOMETHING = 1;

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private KeyFile(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    public PrivateKey key() {
        return key;
    }

    /** The certificate of the key comes first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /**
     * Reads a file with an RSA, EC or EdDSA key.
     *
     * @param password of PKCS#12, or of an encrypted PEM key; empty for none
     * @param setting the name of the setting that names the file, for the remedies
     */
    public static KeyFile read(Path file, String password, String setting) throws KeyFileException {
        byte[] bytes = bytes(file, setting);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            return Pem.is(text) ? pem(file, text, password) : pkcs12(file, bytes, password);
        } catch (NoSuchAlgorithmException e) {
            throw unusable(
                    Problem.FORMAT,
                    file,
                    "contains a key in a format that Java cannot read: " + e.getMessage(),
                    CONVERT);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            if (isForPassword(text, e)) {
                String which = password.isEmpty() ? "no password is set" : "the password does not open it";
                throw unusable(Problem.PASSWORD, file, "is encrypted, and " + which, SET_PASSWORD);
            }
            if (isCertificate(bytes)) {
                throw unusable(Problem.NO_KEY, file, "contains no private key", BOTH);
            }
            // Java's messages name algorithms and formats, not secrets
            throw unusable(Problem.CONTENT, file, "cannot be read: " + e.getMessage(), SEE_CONTENT);
        }
    }

    /** Java reports a wrong password as a key that cannot be recovered, or not decrypted. */
    private static boolean isForPassword(String text, Exception e) {
        return text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
                || e instanceof UnrecoverableKeyException
                || e.getCause() instanceof UnrecoverableKeyException;
    }

    /** A certificate by itself in binary form (DER), as the portal and Windows export it. */
    private static boolean isCertificate(byte[] bytes) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static byte[] bytes(Path file, String setting) throws KeyFileException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unusable(
                    Problem.FILE,
                    file,
                    "does not exist",
                    "Correct " + setting + "; a relative path starts at "
                            + Path.of("").toAbsolutePath() + ".");
        } catch (AccessDeniedException e) {
            throw unusable(
                    Problem.FILE,
                    file,
                    "is not readable for this program's user",
                    "Give the user that runs this program read permission for the file.");
        } catch (IOException e) {
            throw unusable(Problem.FILE, file, "cannot be read: " + e, "Set " + setting + " to a PEM or PKCS#12 file.");
        }
    }

    private static KeyFile pem(Path file, String text, String password)
            throws GeneralSecurityException, IOException, KeyFileException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        @Nullable PrivateKey key = null;
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(text)) {
            if (block.label().equals("CERTIFICATE")) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
            } else if (block.label().contains("PRIVATE KEY")) {
                key = key(file, block, password);
            }
        }
        return checked(file, key, chain);
    }

    private static PrivateKey key(Path file, Pem.Block block, String password)
            throws GeneralSecurityException, IOException, KeyFileException {
        switch (block.label()) {
            case "PRIVATE KEY":
                return PrivateKeys.pkcs8(block.bytes());
            case "RSA PRIVATE KEY":
                return PrivateKeys.pkcs1(block.bytes());
            case "ENCRYPTED PRIVATE KEY":
                return PrivateKeys.encrypted(block.bytes(), password);
            default:
                throw unusable(
                        Problem.FORMAT,
                        file,
                        "contains a key in a format that Java cannot read: " + block.label(),
                        CONVERT);
        }
    }

    private static KeyFile pkcs12(Path file, byte[] bytes, String password)
            throws GeneralSecurityException, IOException, KeyFileException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password.toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, password.toCharArray());
            if (key instanceof PrivateKey) {
                List<X509Certificate> chain = new ArrayList<>();
                for (Certificate certificate : store.getCertificateChain(alias)) {
                    chain.add((X509Certificate) certificate);
                }
                return checked(file, (PrivateKey) key, chain);
            }
        }
        return checked(file, null, List.of());
    }

    /** The chain, starting with the certificate of the key. */
    private static KeyFile checked(Path file, @Nullable PrivateKey key, List<X509Certificate> found)
            throws KeyFileException, GeneralSecurityException {
        if (key == null || found.isEmpty()) {
            throw key == null
                    ? unusable(Problem.NO_KEY, file, "contains no private key", BOTH)
                    : unusable(Problem.NO_CERTIFICATE, file, "contains no certificate", BOTH);
        }
        List<X509Certificate> chain = new ArrayList<>(found);
        for (X509Certificate certificate : found) {
            if (belongs(certificate.getPublicKey(), key)) {
                chain.remove(certificate);
                chain.add(0, certificate);
                return new KeyFile(key, chain);
            }
        }
        throw unusable(
                Problem.OTHER_KEY,
                file,
                "has a private key that does not belong to its certificate",
                "Put the certificate and its own private key into the file.");
    }

    private static boolean belongs(PublicKey certified, PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAKey) {
            return certified instanceof RSAKey
                    && ((RSAKey) certified).getModulus().equals(((RSAKey) key).getModulus());
        }
        Signature signature = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
        signature.initSign(key);
        signature.update(SOMETHING); // the JDK does not verify EdDSA over nothing
        byte[] signed = signature.sign();
        try {
            signature.initVerify(certified);
            signature.update(SOMETHING);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false; // of another algorithm or curve
        }
    }

    private static KeyFileException unusable(Problem problem, Path file, String what, String remedy) {
        return new KeyFileException(problem, "The certificate file " + file + " " + what, remedy);
    }
}
