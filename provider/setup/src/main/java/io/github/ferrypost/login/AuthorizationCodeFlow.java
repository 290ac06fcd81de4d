package io.github.ferrypost.login;

import io.github.ferrypost.token.SignInResult;
import io.github.ferrypost.token.UserSignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A sign-in in this machine's browser: the code returns to a loopback port (RFC 8252), with PKCE (RFC 7636). */
final class AuthorizationCodeFlow {
    /** As long as Entra's sign-in page stays valid. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final UserSignIn signIn;
    private final LoginOutput output;
    private final Predicate<URI> browser;
    private final Duration patience;

    /** @param browser opens a page, or returns false if it cannot */
    AuthorizationCodeFlow(UserSignIn signIn, LoginOutput output, Predicate<URI> browser, Duration patience) {
        this.signIn = signIn;
        this.output = output;
        this.browser = browser;
        this.patience = patience;
    }

    /** Runs the flow; empty if the refusal was already printed. */
    Optional<SignInResult> go() throws InterruptedException {
        String state = random();
        String verifier = random();
        try (RedirectListener callback = RedirectListener.open(state)) {
            URI page = signIn.page(callback.address(), state, challenge(verifier));
            output.say(browser.test(page) ? LoginMessages.BROWSER_OPENED : LoginMessages.OPEN_BROWSER);
            output.show(page);
            output.say(LoginMessages.SIGN_IN_AS, signIn.user());
            output.say(LoginMessages.WAITING, patience.toMinutes());
            Optional<Map<String, String>> back = callback.await(patience);
            if (back.isEmpty()) {
                output.say(LoginMessages.TOO_LATE);
                return Optional.empty();
            }
            String code = back.get().getOrDefault("code", "");
            return Optional.of(
                    code.isEmpty()
                            ? signIn.refused(
                                    back.get().getOrDefault("error", ""),
                                    back.get().getOrDefault("error_description", ""))
                            : signIn.redeem(code, callback.address(), verifier));
        } catch (IOException e) {
            output.say(LoginMessages.NO_LISTENER, e);
            return Optional.empty();
        }
    }

    /** 256 bits, as RFC 7636 section 7.1 requires: 43 characters. */
    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return base64(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
