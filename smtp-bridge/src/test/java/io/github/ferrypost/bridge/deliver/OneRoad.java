package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.graph.GraphRoad;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.smtp.SmtpLimits;
import io.github.ferrypost.smtp.SmtpRoad;
import io.github.ferrypost.token.TokenOptions;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import java.time.Clock;
import java.time.Duration;

/** A single real road, less patient than in earnest. It can be led to another place than the account names. */
final class OneRoad extends StatelessRoads {
    enum Kind {
        MIME,
        DRAFT,
        SMTP
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Kind kind;
    private final GraphRoad graph;
    private final SmtpRoad smtp;
    private volatile Account led;

    OneRoad(Kind kind, Account account) {
        this.kind = kind;
        led = account;
        Clients clients = new Clients(HttpOptions.standard());
        TokenSource tokens = new Tokens(clients, TokenOptions.standard().withRefusalMemory(Duration.ZERO));
        GraphOptions options = GraphOptions.standard().withTimeout(PATIENCE).withDrafts(kind == Kind.DRAFT);
        graph = new GraphRoad(tokens, clients, options, Clock.systemUTC());
        // a link for each message, so that every message signs in
        SmtpLimits limits = SmtpLimits.defaults()
                .withMessagesPerLink(1)
                .withReply(PATIENCE)
                .withReceipt(PATIENCE)
                .withConnect(PATIENCE);
        smtp = new SmtpRoad(tokens, Clock.systemUTC(), limits);
    }

    /** From now on what is carried goes by this account. */
    void lead(Account account) {
        led = account;
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        return kind == Kind.SMTP ? smtp.carry(submission, led) : graph.carry(submission, led);
    }

    @Override
    public void abandon(Submission submission, Account account) {
        graph.abandon(submission, led);
    }

    @Override
    public Status signIn(Account account) {
        return kind == Kind.SMTP ? smtp.signIn(led) : graph.signIn(led);
    }

    @Override
    public long largest(Account account) {
        return kind == Kind.SMTP ? smtp.largest(led) : graph.largest(led);
    }

    @Override
    public void close() {
        smtp.close();
    }
}
