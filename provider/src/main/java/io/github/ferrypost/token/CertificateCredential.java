package io.github.ferrypost.token;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.pem.KeyFileException;
import java.security.interfaces.RSAKey;

/** Reads the certificate that an app signs in with. Stateless. */
final class CertificateCredential {
    private CertificateCredential() {}

    /** The file, if Entra can use it: Entra accepts assertions signed with RSA (RS256, PS256). */
    static KeyFile read(Credential.Certificate certificate) throws UnusableSettingException {
        KeyFile file;
        try {
            file = KeyFile.read(certificate.file(), certificate.password(), "ferrypost.certificate");
        } catch (KeyFileException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()), e.remedy());
        }
        if (!(file.key() instanceof RSAKey)) {
            throw new UnusableSettingException(
                    "The certificate file " + certificate.file() + " has a key of type "
                            + file.key().getAlgorithm() + ", but Entra accepts only RSA",
                    "Create a certificate with an RSA key of 2048 bits or more.");
        }
        return file;
    }
}
