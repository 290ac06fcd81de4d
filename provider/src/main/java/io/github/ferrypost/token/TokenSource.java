package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;

/** Where tokens come from. Implementations are safe for use by many threads. */
public interface TokenSource {
    /** A token that Microsoft should accept now, from memory where there is one; waits for Entra otherwise. */
    TokenResult get(Account account, TokenResource resource);

    /**
     * Microsoft has refused this token though it had not expired: it is forgotten, and the next {@link #get} asks Entra
     * anew. Where it was replaced meanwhile, nothing happens, so that many refusals of one token cost one request.
     */
    void reject(Account account, TokenResource resource, Token refused);
}
