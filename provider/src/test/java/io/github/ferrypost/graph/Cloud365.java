package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.SandboxBuilder;
import io.github.ferrypost.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** A sandbox, an account in it, and the road that is tested, over real sockets. */
final class Cloud365 implements AutoCloseable {
    final Sandbox sandbox;
    final Account account;
    private final Clients clients = new Clients(HttpOptions.standard());
    private final Tokens tokens = new Tokens(clients);

    Cloud365(SandboxBuilder builder) {
        sandbox = builder.start();
        account = Account.of(
                        sandbox.tenantId(), sandbox.clientId(), Credential.secret(sandbox.secret()), Sandbox.MAILBOX)
                .withEndpoints(
                        Endpoints.of(Cloud.GLOBAL).withLogin(sandbox.login()).withGraph(sandbox.graph()));
        sandbox.app().roles("Mail.Send");
    }

    Cloud365() {
        this(Sandbox.builder());
    }

    GraphRoad road() {
        return road(GraphOptions.standard());
    }

    GraphRoad road(GraphOptions options) {
        return new GraphRoad(tokens, clients, options, Clock.systemUTC());
    }

    Clients clients() {
        return clients;
    }

    Tokens tokens() {
        return tokens;
    }

    static Submission mail(List<String> recipients, String message) {
        return new Submission(
                Envelope.of(Sandbox.MAILBOX, recipients), ByteSource.of(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Submission mail() {
        return mail(List.of("ann@x.test"), text("To: ann@x.test"));
    }

    /** A message from the sandbox's mailbox with these further header lines. */
    static String text(String... lines) {
        return "From: " + Sandbox.MAILBOX + "\r\n" + String.join("\r\n", lines) + "\r\n\r\nHello\r\n";
    }

    @Override
    public void close() {
        clients.close();
        sandbox.close();
    }
}
