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

/** Carries submissions to Microsoft 365 by the best road that the account has. Safe for use by many threads. */
public interface Roads extends AutoCloseable {
    /**
     * The roads of this process. Tokens and links are shared by all who use them, so one is enough.
     *
     * @param proxy of {@code ferrypost.proxy}, as {@code host:port} or {@code user:password@host:port}; nothing for Java's own proxy settings
     */
    static Roads open(Optional<String> proxy) {
        return open(proxy.map(RoadOptions.STANDARD::withProxy).orElse(RoadOptions.STANDARD));
    }

    /** The same with what else their user wishes. */
    static Roads open(RoadOptions options) {
        return open(options, Level.INFO);
    }

    /**
     * The same with what else their user wishes.
     *
     * @param notices the level of the line that tells which road a message took and why, where it is not the first; DEBUG for
     *     programs that print nothing while all is well
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
     * The same for a process without a queue: with an account's first message it begins, in the background, to remove drafts
     * that earlier processes left behind, and does so again when it has run for a day.
     */
    static Roads tidy(Roads roads, Clock clock) {
        return new DraftCleanup(roads, clock);
    }

    /** This account may soon have something to carry: what its first mail would have to wait for is begun elsewhere. */
    default void prepare(Account account) {}

    /** Tries once, by one road after the other where one cannot carry this submission; waits for the end. */
    Outcome carry(Submission submission, Account account);

    /**
     * The submission is not tried any more: what a road keeps of it at Microsoft, such as a draft, is taken back. Does what
     * it can; a draft that cannot be reached stays.
     */
    default void abandon(Submission submission, Account account) {}

    /**
     * What earlier runs left at Microsoft and nobody remembers, such as drafts, is removed. Does what it can, and leaves alone
     * what is younger than a try may take.
     *
     * @param queue the notes of all submissions that may still be tried; nothing where there is no queue, and what the queue
     *     of another process may remember stays
     * @return how much was removed
     */
    default int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return 0;
    }

    /** Whether the account can sign in now, asked without sending: ACCEPTED, or what stands in the way. */
    Status signIn(Account account);

    /** The largest message, in bytes, that any road of the account carries. */
    long largest(Account account);

    /** Closes the idle connections; what is under way ends by itself. */
    @Override
    void close();
}
