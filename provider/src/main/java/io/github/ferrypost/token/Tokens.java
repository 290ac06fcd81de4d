package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.tokenstore.TokenFile;
import io.github.ferrypost.tokenstore.TokenFileLock;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Access tokens from Entra, cached in memory. Safe for use by many threads. Needs no closing: its daemon threads
 * exist only while a request is in progress.
 */
public final class Tokens implements TokenSource {
    private final Clients clients;
    private final TokenOptions options;
    private final Map<TokenKey, TokenCache> slots = new ConcurrentHashMap<>();

    public Tokens(Clients clients) {
        this(clients, TokenOptions.standard());
    }

    public Tokens(Clients clients, TokenOptions options) {
        this.clients = clients;
        this.options = options;
    }

    @Override
    public TokenResult get(Account account, TokenResource resource) {
        return slot(account, resource).get();
    }

    @Override
    public void reject(Account account, TokenResource resource, Token refused) {
        slot(account, resource).reject(refused);
    }

    @Override
    public void forget(Account account) {
        for (TokenResource resource : TokenResource.values()) {
            slots.remove(new TokenKey(account, resource));
        }
    }

    @Override
    public void prepare(Account account, List<URI> then) {
        List<URI> next = new ArrayList<>();
        if (!(account.credential() instanceof Credential.ManagedIdentity)) {
            next.add(account.endpoints().login());
        }
        next.addAll(then);
        clients.trusting(account.endpoints().trust()).prepare(next);
    }

    private TokenCache slot(Account account, TokenResource resource) {
        return slots.computeIfAbsent(new TokenKey(account, resource), this::open);
    }

    private TokenCache open(TokenKey registration) {
        Executor threads = task -> thread(task).start();
        return new TokenCache(registration.toString(), way(registration), threads, options);
    }

    /** Selects the grant for a credential. */
    private Supplier<TokenResult> way(TokenKey registration) {
        Http http = clients.trusting(registration.trust());
        Credential credential = registration.credential();
        if (credential instanceof Credential.ManagedIdentity) {
            return new ManagedIdentityClient(registration, http, options)::ask;
        }
        if (credential instanceof Credential.Password) {
            String secret = ((Credential.Password) credential).appSecret();
            OAuthEndpoints endpoints = new OAuthEndpoints(registration, secret, http, options);
            return new PasswordGrant(registration, endpoints, options.clock())::ask;
        }
        if (credential instanceof Credential.Delegated) {
            Credential.Delegated delegated = (Credential.Delegated) credential;
            OAuthEndpoints endpoints = new OAuthEndpoints(registration, delegated.appSecret(), http, options);
            TokenFile file = new TokenFile(delegated.tokens(), delegated.key(), TokenFileLock.standard());
            return new RefreshTokenGrant(registration, file, endpoints, options.clock())::ask;
        }
        return new ClientCredentialsGrant(registration, http, options)::ask;
    }

    /** One thread per request, about one an hour: a pool would outlive its use. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ferrypost-token");
        thread.setDaemon(true);
        // not the caller's class loader: a thread that waits for Entra must not keep a web application in memory
        thread.setContextClassLoader(Tokens.class.getClassLoader());
        return thread;
    }
}
