package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.Http;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Tokens from Entra, kept in memory. Safe for use by many threads. It needs no closing: a thread lives only while a
 * request is under way, and is a daemon.
 */
public final class Tokens implements TokenSource {
    private final Clients clients;
    private final TokenOptions options;
    private final Map<Registration, Slot> slots = new ConcurrentHashMap<>();

    public Tokens(Clients clients) {
        this(clients, TokenOptions.standard());
    }

    public Tokens(Clients clients, TokenOptions options) {
        this.clients = clients;
        this.options = options;
    }

    @Override
    public Grant get(Account account, Resource resource) {
        return slot(account, resource).get();
    }

    @Override
    public void reject(Account account, Resource resource, Token refused) {
        slot(account, resource).reject(refused);
    }

    private Slot slot(Account account, Resource resource) {
        return slots.computeIfAbsent(new Registration(account, resource), this::open);
    }

    private Slot open(Registration registration) {
        Executor threads = task -> thread(task).start();
        return new Slot(registration.toString(), way(registration), threads, options);
    }

    /** How a new token is had. */
    private Supplier<Grant> way(Registration registration) {
        Http http = clients.trusting(registration.trust());
        Credential credential = registration.credential();
        if (credential instanceof Credential.ManagedIdentity) {
            return new IdentityService(registration, http, options)::ask;
        }
        if (credential instanceof Credential.Password) {
            String secret = ((Credential.Password) credential).appSecret();
            UserEndpoints endpoints = new UserEndpoints(registration, secret, http, options);
            return new PasswordSignIn(registration, endpoints, options.clock())::ask;
        }
        if (credential instanceof Credential.Delegated) {
            Credential.Delegated delegated = (Credential.Delegated) credential;
            UserEndpoints endpoints = new UserEndpoints(registration, delegated.appSecret(), http, options);
            TokenFile file = new TokenFile(delegated.tokens(), delegated.key(), FileTurn.standard());
            return new KeptSignIn(registration, file, endpoints, options.clock())::ask;
        }
        return new Entra(registration, http, options)::ask;
    }

    /** A thread of its own for each request, about one an hour: a pool would outlive what it is for. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ferrypost-token");
        thread.setDaemon(true);
        // not the caller's: a thread that waits for Entra must not keep a web application in memory
        thread.setContextClassLoader(Tokens.class.getClassLoader());
        return thread;
    }
}
