package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.http.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

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
        Entra entra = new Entra(registration, clients.trusting(registration.trust()), options);
        Executor threads = task -> thread(task).start();
        return new Slot(registration.toString(), entra::ask, threads, options);
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
