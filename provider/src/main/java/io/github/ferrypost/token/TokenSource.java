package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;

/** Provides access tokens. Implementations are safe for use by many threads. */
public interface TokenSource {
    /**
     * A token that Microsoft should accept now: cached, or else requested from Entra, in which case this blocks.
     * Failures are returned, not thrown.
     */
    TokenResult get(Account account, TokenResource resource);

    /**
     * Discards a token that Microsoft refused before it expired; the next {@link #get} requests a new one. Does
     * nothing if the token was already replaced, so that many refusals of one token cost one request.
     */
    void reject(Account account, TokenResource resource, Token refused);
}
