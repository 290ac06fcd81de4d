package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import java.net.URI;
import java.util.List;

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

    /** Discards the account's tokens and remembered refusals; the next {@link #get} asks Entra. */
    void forget(Account account);

    /**
     * Opens connections in the background: to Entra, if the account's first token comes from there, and to the
     * servers that are asked with that token. Only the first call for a set of trusted authorities has an effect.
     *
     * @param then the addresses asked after Entra over HTTP, in order
     */
    void prepare(Account account, List<URI> then);
}
