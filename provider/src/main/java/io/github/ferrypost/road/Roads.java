package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.graph.GraphRoad;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.smtp.SmtpRoad;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.token.Tokens;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends submissions to Microsoft 365 by the best road of an account. Safe for use by many threads. Failures are
 * returned as values, not thrown.
 */
public interface Roads extends AutoCloseable {
    /**
     * Opens the roads of this process. All users share their tokens and connections, so one instance is enough.
     *
     * @param proxy as in {@code ferrypost.proxy}: {@code host:port} or {@code user:password@host:port}; empty for
     *     Java's own proxy settings
     */
    static Roads open(Optional<String> proxy) {
        return open(proxy.map(RoadOptions.STANDARD::withProxy).orElse(RoadOptions.STANDARD));
    }

    /** Opens the roads with these options. */
    static Roads open(RoadOptions options) {
        return open(options, Level.INFO);
    }

    /**
     * Opens the roads with these options.
     *
     * @param notices the level of the line that says which road a message took and why, if it is not the first; DEBUG
     *     for programs that print nothing while all is well
     */
    static Roads open(RoadOptions options, Level notices) {
        Clients clients = new Clients(options.http());
        Clock clock = Clock.systemUTC();
        TokenSource tokens = new Tokens(clients, options.tokens());
        GraphRoad graph = new GraphRoad(tokens, clients, options.graph(), clock);
        SmtpRoad smtp = new SmtpRoad(tokens, clock, options.smtp());
        return new RoadChooser(
                Map.of(
                        RoadName.GRAPH, new Carrier(graph::carry, graph::signIn, graph::largest),
                        RoadName.SMTP, new Carrier(smtp::carry, smtp::signIn, smtp::largest)),
                account -> clients.trusting(account.endpoints().trust()).prepare(firstAsked(account)),
                graph::abandon,
                (account, queue) -> account.roads().contains(RoadName.GRAPH) ? graph.sweep(account, queue) : 0,
                () -> {
                    smtp.close();
                    clients.close();
                },
                System.getLogger("io.github.ferrypost.road"),
                notices);
    }

    private static List<URI> firstAsked(Account account) {
        List<URI> all = new ArrayList<>();
        if (!(account.credential() instanceof Credential.ManagedIdentity)) {
            all.add(account.endpoints().login());
        }
        if (account.roads().contains(RoadName.GRAPH)) {
            all.add(account.endpoints().graph());
        }
        return all;
    }

    /**
     * Wraps roads for a process without a queue: with an account's first message it starts removing, in the
     * background, the drafts that earlier processes left behind, and repeats this daily.
     */
    static Roads tidy(Roads roads, Clock clock) {
        return new DraftCleanup(roads, clock);
    }

    /** Prepares for messages of this account: opens in the background what its first message would have to wait for. */
    default void prepare(Account account) {}

    /**
     * Makes one attempt, and tries the next road if one cannot carry this submission. Blocks until the outcome is
     * known.
     */
    Outcome carry(Submission submission, Account account);

    /**
     * Removes what a road keeps of a submission at Microsoft, such as a draft, because no further attempt follows.
     * Best effort: a draft that cannot be reached stays.
     */
    default void abandon(Submission submission, Account account) {}

    /**
     * Removes what earlier runs left at Microsoft and no notes refer to, such as drafts. Best effort; leaves what is
     * younger than an attempt may take.
     *
     * @param queue the notes of all submissions that may still be attempted; empty if there is no queue, in which
     *     case drafts that another process' queue may know are kept
     * @return how many items were removed
     */
    default int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return 0;
    }

    /** Whether the account can sign in now, without sending: ACCEPTED, or the reason why not. */
    Status signIn(Account account);

    /** The largest message, in bytes, that any road of the account accepts. */
    long largest(Account account);

    /** Closes the idle connections; attempts in progress finish. */
    @Override
    void close();
}
