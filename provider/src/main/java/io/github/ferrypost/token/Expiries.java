package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.tokenstore.TokenFile;
import io.github.ferrypost.tokenstore.TokenFileLock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** When an account's credentials expire, as far as known without asking Microsoft. Stateless. */
public final class Expiries {
    private Expiries() {}

    /**
     * Reads the certificate or token file, which takes a few milliseconds. Empty if nothing expires, if the date is
     * unknown ({@code ferrypost.secret-expires} is unset), or if the file cannot be read, which the doctor reports.
     */
    public static List<Expiry> of(Account account) {
        return expiry(account).map(List::of).orElse(List.of());
    }

    private static Optional<Expiry> expiry(Account account) {
        Credential credential = account.credential();
        if (credential instanceof Credential.Certificate) {
            return certificate((Credential.Certificate) credential);
        }
        if (credential instanceof Credential.Secret) {
            return ((Credential.Secret) credential)
                    .expires()
                    .map(day -> new Expiry(
                            Expiry.Kind.SECRET, day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
        if (credential instanceof Credential.Delegated) {
            Credential.Delegated delegated = (Credential.Delegated) credential;
            String id = new TokenKey(account, TokenResource.GRAPH).signInId();
            return new TokenFile(delegated.tokens(), delegated.key(), TokenFileLock.standard())
                    .end(id)
                    .map(end -> new Expiry(Expiry.Kind.SIGN_IN, end));
        }
        return Optional.empty();
    }

    private static Optional<Expiry> certificate(Credential.Certificate certificate) {
        try {
            KeyFile file = CertificateCredential.read(certificate);
            return Optional.of(new Expiry(
                    Expiry.Kind.CERTIFICATE, file.chain().get(0).getNotAfter().toInstant()));
        } catch (UnusableSettingException e) {
            return Optional.empty();
        }
    }
}
