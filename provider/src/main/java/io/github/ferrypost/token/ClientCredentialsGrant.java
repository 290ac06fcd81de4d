package io.github.ferrypost.token;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.ProcessErrors;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Requests the token of one app registration from Entra, one request per call. Safe for use by many threads. */
final class ClientCredentialsGrant {
    private final TokenKey registration;
    private final Http http;
    private final TokenOptions options;

    ClientCredentialsGrant(TokenKey registration, Http http, TokenOptions options) {
        this.registration = registration;
        this.http = http;
        this.options = options;
    }

    TokenResult ask() {
        MsalHttp msalHttp = new MsalHttp(http, registration.login(), options.requestTimeout());
        try {
            IAuthenticationResult result = application(msalHttp)
                    .acquireToken(ClientCredentialParameters.builder(Set.of(registration.scope()))
                            .skipCache(true)
                            .build())
                    .join();
            String value = result.accessToken();
            if (value == null || value.isEmpty()) {
                return TokenResult.refused(
                        refusal(msalHttp, new IllegalStateException("Entra's answer contains no token")));
            }
            return TokenResult.of(new Token(value, result.expiresOnDate().toInstant()));
        } catch (UnusableSettingException e) {
            return TokenResult.refused(e.status());
        } catch (MalformedURLException | IllegalArgumentException e) {
            return TokenResult.refused(unusable(e));
        } catch (CompletionException e) {
            ProcessErrors.rethrow(e);
            return TokenResult.refused(refusal(msalHttp, e.getCause() == null ? e : e.getCause()));
        }
    }

    /**
     * Created for each request, about one an hour, so that a replaced certificate is read again and MSAL4J keeps
     * nothing in memory.
     */
    private ConfidentialClientApplication application(MsalHttp msalHttp)
            throws MalformedURLException, UnusableSettingException {
        registration.checkTenant();
        return ConfidentialClientApplication.builder(registration.client(), credential())
                .authority(registration.authority())
                .instanceDiscovery(false)
                .httpClient(msalHttp)
                .executorService(new DirectExecutor())
                .disableInternalRetries()
                .sendX5c(true)
                .build();
    }

    private IClientCredential credential() throws UnusableSettingException {
        Credential credential = registration.credential();
        if (credential instanceof Credential.Certificate) {
            Credential.Certificate certificate = (Credential.Certificate) credential;
            KeyFile file = CertificateCredential.read(certificate);
            return ClientCredentialFactory.createFromCertificateChain(file.key(), file.chain());
        }
        if (credential instanceof Credential.Federated) {
            return ClientCredentialFactory.createFromClientAssertion(
                    federated(((Credential.Federated) credential).file()));
        }
        String secret = ((Credential.Secret) credential).value();
        if (secret.isBlank()) {
            throw new UnusableSettingException(
                    "The client secret is empty",
                    "Enter the secret's Value in ferrypost.secret, or set ferrypost.certificate to a"
                            + " certificate file.");
        }
        return ClientCredentialFactory.createFromSecret(secret);
    }

    /** Read for each request, because the platform replaces the file's token about every hour. */
    private static String federated(Path file) throws UnusableSettingException {
        String remedy = "Correct ferrypost.federated-token-file, or find out why no program writes that file: in"
                + " Kubernetes the pod needs the label azure.workload.identity/use.";
        try {
            String token = Files.readString(file).trim();
            if (token.split("\\.", -1).length == 3) {
                return token;
            }
        } catch (IOException e) {
            throw new UnusableSettingException(
                    "The federated token file " + file + " cannot be read (" + e + ")", remedy);
        }
        throw new UnusableSettingException("The federated token file " + file + " contains no token", remedy);
    }

    /** The HTTP exchange says more than MSAL4J's exceptions. */
    private Status refusal(MsalHttp msalHttp, Throwable failure) {
        Instant now = options.clock().instant();
        return msalHttp.failure()
                .map(EntraRefusal::unreachable)
                .or(() -> msalHttp.answer()
                        .map(answer ->
                                EntraRefusal.of(answer, registration.login().getHost(), now)))
                .orElseGet(() -> EntraRefusal.silent(failure));
    }

    /** MSAL4J could not build a request from the settings. */
    private static Status unusable(Throwable failure) {
        return AadstsKind.REGISTRATION.status(
                "The settings are not valid for a request to Entra: " + failure.getMessage(),
                failure.getClass().getName(),
                "Compare ferrypost.tenant and ferrypost.client with the app's Overview in the portal.");
    }
}
