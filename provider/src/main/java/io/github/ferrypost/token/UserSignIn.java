package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.tokenstore.StoredSignIn;
import io.github.ferrypost.tokenstore.TokenFile;
import io.github.ferrypost.tokenstore.TokenFileException;
import io.github.ferrypost.tokenstore.TokenFileLock;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs a user in for an account, step by step, and stores the sign-in. Safe for use by many threads. */
public final class UserSignIn {
    /** The result of storing a sign-in. Immutable. */
    public static final class Keeping {
        private final @Nullable Status refusal;
        private final @Nullable Path aside;

        private Keeping(@Nullable Status refusal, @Nullable Path aside) {
            this.refusal = refusal;
            this.aside = aside;
        }

        /** Why it could not be stored, if it could not. */
        public Optional<Status> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** Where the old token file was moved, if it was unreadable. */
        public Optional<Path> aside() {
            return Optional.ofNullable(aside);
        }
    }

    private final Account account;
    private final Credential.Delegated credential;
    private final TokenKey registration;
    private final OAuthEndpoints entra;
    private final TokenOptions options;

    private UserSignIn(Account account, OAuthEndpoints entra, TokenKey registration, TokenOptions options) {
        this.account = account;
        this.credential = (Credential.Delegated) account.credential();
        this.registration = registration;
        this.entra = entra;
        this.options = options;
    }

    /** @throws IllegalArgumentException if no user signs in for this account */
    public static UserSignIn of(Account account, Clients clients, TokenOptions options) {
        if (!isFor(account)) {
            throw new IllegalArgumentException("no user signs in for " + account);
        }
        TokenKey registration = new TokenKey(account, first(account));
        String secret = ((Credential.Delegated) account.credential()).appSecret();
        OAuthEndpoints entra =
                new OAuthEndpoints(registration, secret, clients.trusting(registration.trust()), options);
        return new UserSignIn(account, entra, registration, options);
    }

    /** Whether a user signs in for this account, once. */
    public static boolean isFor(Account account) {
        return account.credential().how() == SignIn.DEVICE_CODE
                || account.credential().how() == SignIn.BROWSER;
    }

    /** One sign-in serves all roads; consent is requested for the permission of the first. */
    private static TokenResource first(Account account) {
        return account.roads().get(0) == RoadName.GRAPH ? TokenResource.GRAPH : TokenResource.SMTP;
    }

    /** The expected user; the mailbox itself if none is configured. */
    public String user() {
        return credential.user();
    }

    /** The file that stores the sign-in. */
    public Path file() {
        return credential.tokens();
    }

    /** Starts a sign-in by device code. */
    public DeviceCode deviceCode() {
        try {
            return DeviceCode.of(
                    entra.deviceCode(scope()),
                    registration.login().getHost(),
                    options.clock().instant());
        } catch (HttpFailure e) {
            return DeviceCode.refused(EntraRefusal.unreachable(e));
        } catch (UnusableSettingException e) {
            return DeviceCode.refused(e.status());
        }
    }

    /** Polls whether the user has signed in; wait at least the code's interval between calls. */
    public SignInResult poll(DeviceCode code) {
        return SignInResult.of(
                entra.token("urn:ietf:params:oauth:grant-type:device_code", "device_code", code.deviceCode()));
    }

    /**
     * The page where the user signs in (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
     *
     * @param back the redirect URI
     * @param state returned by the browser, to be compared
     * @param challenge the SHA-256 of the verifier, base64url
     */
    public URI page(URI back, String state, String challenge) {
        return entra.page(
                "/oauth2/v2.0/authorize",
                "response_type",
                "code",
                "response_mode",
                "query",
                "redirect_uri",
                back.toString(),
                "scope",
                scope(),
                "state",
                state,
                "code_challenge",
                challenge,
                "code_challenge_method",
                "S256",
                "login_hint",
                credential.user());
    }

    /** Redeems the code that the browser returned. */
    public SignInResult redeem(String code, URI back, String verifier) {
        return SignInResult.of(entra.token(
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                back.toString(),
                "code_verifier",
                verifier,
                "scope",
                scope()));
    }

    /** Interprets the error that the browser returned. */
    public SignInResult refused(String error, String description) {
        return SignInResult.refused(error, description);
    }

    /** Writes a sign-in into the token file; every program that shares the file can then use it. */
    public Keeping keep(SignInResult attempt) {
        if (attempt.answer().refreshToken().isEmpty()) {
            return new Keeping(
                    AadstsKind.CONSENT.status(
                            "Entra returned no refresh token, so the sign-in would expire within an hour",
                            "",
                            "App registrations > the app > API permissions: add Microsoft Graph > Delegated >"
                                    + " offline_access, and grant admin consent."),
                    null);
        }
        TokenFile file = new TokenFile(credential.tokens(), credential.key(), TokenFileLock.standard());
        String user = attempt.user().isEmpty() ? credential.user() : attempt.user();
        StoredSignIn signIn = StoredSignIn.of(
                user,
                attempt.answer().refreshToken(),
                attempt.answer().refreshLifetime(),
                options.clock().instant());
        try {
            String id = registration.signInId();
            return new Keeping(
                    null,
                    file.inTurn(id, () -> file.putNew(id, signIn, signIn.signedIn()))
                            .orElse(null));
        } catch (TokenFileException e) {
            return new Keeping(e.status(), null);
        }
    }

    /**
     * The page where an administrator consents for the whole tenant (Microsoft, "Admin consent on the Microsoft
     * identity platform").
     */
    public URI adminConsentPage() {
        return entra.page(
                "/v2.0/adminconsent",
                "scope",
                account.endpoints().cloud().graphScope("Mail.Send") + " "
                        + account.endpoints().cloud().smtpSendScope(),
                "redirect_uri",
                "http://localhost");
    }

    /** Sending for another mailbox needs one more Graph permission. */
    private String scope() {
        boolean shared = !account.mailbox().equalsIgnoreCase(credential.user());
        String more = shared && first(account) == TokenResource.GRAPH
                ? " " + account.endpoints().cloud().graphScope("Mail.Send.Shared")
                : "";
        return registration.scope() + more;
    }
}
