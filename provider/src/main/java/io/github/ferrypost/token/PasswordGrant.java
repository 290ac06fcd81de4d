package io.github.ferrypost.token;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens by name and password (RFC 6749 section 4.3). Safe for use by many threads. */
final class PasswordGrant {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.token");

    /**
     * Wrong passwords lock the user out (Microsoft, "Smart lockout": after ten). Corrected settings take effect at
     * once.
     */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private final Credential.Password credential;
    private final String scope;
    private final OAuthEndpoints entra;
    private final Clock clock;
    private @Nullable TokenResult refusal;
    private Instant until = Instant.MIN;

    PasswordGrant(TokenKey registration, OAuthEndpoints entra, Clock clock) {
        this.credential = (Credential.Password) registration.credential();
        this.scope = registration.scope();
        this.entra = entra;
        this.clock = clock;
        LOG.log(
                Level.WARNING,
                () -> credential.user() + " signs in with a password: Microsoft has deprecated this, and it"
                        + " fails if the account needs a second factor. Let the app sign in with a"
                        + " certificate or a client secret");
    }

    synchronized TokenResult ask() {
        if (refusal != null && clock.instant().isBefore(until)) {
            return refusal;
        }
        TokenResult grant = entra.token(
                        "password", "username", credential.user(), "password", credential.password(), "scope", scope)
                .grant();
        if (grant.isRefused() && grant.refusal().verdict() == Verdict.PERMANENT) {
            refusal = grant;
            until = clock.instant().plus(AFTER_REFUSAL);
        }
        return grant;
    }
}
