package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.Head;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.Grant;
import io.github.ferrypost.token.Resource;
import io.github.ferrypost.token.TokenSource;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * The road by Microsoft Graph. Tries once and says what came of it: never waits for Microsoft to become free, that is for
 * the caller to pace. Safe for use by many threads.
 */
public final class GraphRoad {
    /** The road's name in an {@link Outcome}. */
    public static final String NAME = "graph";

    private final TokenSource tokens;
    private final GraphOptions options;
    private final GraphClient client;

    /** @param clock for a Retry-After that is a date */
    public GraphRoad(TokenSource tokens, Clients clients, GraphOptions options, Clock clock) {
        this.tokens = tokens;
        this.options = options;
        this.client = new GraphClient(tokens, clients, options, clock);
    }

    /**
     * Sends one submission to exactly the recipients of its envelope; their header fields are edited where they say
     * otherwise ({@link Addressing}). Waits for its turn, for a token and for the answer, each for a limited time.
     */
    public Outcome carry(Submission submission, Account account) {
        Optional<Head> head;
        try {
            head = Head.read(submission.message());
        } catch (IOException e) {
            return all(
                    submission,
                    Status.later(
                            Blame.SESSION,
                            Reply.of(451, "4.3.0", "The message cannot be read here at the moment.")
                                    .withDetail(e.toString())));
        }
        if (head.isEmpty()) {
            return all(submission, tooLarge("The header section is larger than " + Head.LARGEST + " bytes."));
        }
        Prepared prepared =
                new Prepared(submission, account, Addressing.of(head.get(), submission.envelope(), account.mailbox()));
        if (prepared.isForNobody()) {
            return prepared.outcome(NAME, Prepared.UNWRITABLE, "");
        }
        if (prepared.message().size() > options.mimeLimit()) {
            return prepared.outcome(
                    NAME,
                    tooLarge("The message has " + prepared.message().size() + " bytes, and Graph takes "
                            + options.mimeLimit() + " in one request."),
                    "");
        }
        return inOneRequest(prepared);
    }

    private Outcome inOneRequest(Prepared prepared) {
        Response response = client.call(
                prepared.account(),
                "POST",
                "/sendMail",
                request -> request.header("Content-Type", "text/plain").body(new Base64Body(prepared.message())));
        // any other success is none: see GraphErrors.NOT_202
        Status status = response.is(202)
                ? Status.accepted(Reply.of(250, "2.0.0", "Microsoft Graph has accepted the message."))
                : response.status();
        return prepared.outcome(NAME, status, response.trace());
    }

    private static Outcome all(Submission submission, Status status) {
        return Outcome.all(submission.envelope().recipients(), status, NAME, "");
    }

    private static Status tooLarge(String why) {
        return Status.never(
                Blame.MESSAGE,
                Reply.of(552, "5.3.4", why)
                        .withRemedy("Grant the app Mail.ReadWrite or add smtp to ferrypost.roads for larger mail."));
    }

    /** Whether there is a token for Graph; nothing is asked of Graph itself. */
    public Status signIn(Account account) {
        Grant grant = tokens.get(account, Resource.GRAPH);
        return grant.isRefused()
                ? grant.refusal()
                : Status.accepted(Reply.of(235, "2.7.0", "Entra has granted a token for Microsoft Graph."));
    }

    /** The largest message, in bytes, that this road takes from the account. */
    public long largest(Account account) {
        return options.mimeLimit();
    }
}
