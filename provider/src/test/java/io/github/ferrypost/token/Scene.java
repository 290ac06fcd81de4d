package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
import java.time.Duration;

/** A sandbox, an account that fits it, and tokens by a clock that the test moves. */
final class Scene implements AutoCloseable {
    /** Stands still but for what a test adds, so that a slow machine changes nothing. */
    final MutableClock clock = MutableClock.stopped();

    final Sandbox sandbox = Sandbox.builder().tokenLifetime(Duration.ofHours(1)).start();
    final Tokens tokens;

    Scene() {
        this(TokenOptions.standard());
    }

    Scene(TokenOptions options) {
        tokens = new Tokens(new Clients(HttpOptions.standard()), options.withClock(clock));
    }

    Account account() {
        return account(Credential.secret(sandbox.secret()));
    }

    Account account(Credential credential) {
        return Account.of(sandbox.tenantId(), sandbox.clientId(), credential, Sandbox.MAILBOX)
                .withEndpoints(Endpoints.of(Cloud.GLOBAL).withLogin(sandbox.login()));
    }

    TokenResult get() {
        return tokens.get(account(), TokenResource.GRAPH);
    }

    long requests() {
        return sandbox.requests().tokenRequests();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
