package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.DraftPolicy;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.HeaderSection;
import io.github.ferrypost.message.MimePart;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Road;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.util.Sleeper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The Microsoft Graph road. Makes one attempt and returns its outcome; it does not wait for throttling to end, pacing
 * is up to the caller. Safe for use by many threads.
 */
public final class GraphRoad implements Road {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.graph");

    /** The road's name in an {@link Outcome}. */
    static final String NAME = RoadName.GRAPH.key();

    private final TokenSource tokens;
    private final Clients clients;
    private final GraphOptions options;
    private final GraphClient client;
    private final Drafts drafts;
    private final OrphanedDrafts orphans;
    private final DraftAccess access;

    /**
     * @param clients closed with this road; the tokens may share them
     * @param clock to interpret a Retry-After that is a date
     */
    public GraphRoad(TokenSource tokens, Clients clients, GraphOptions options, Clock clock) {
        this(tokens, clients, options, clock, Sleeper.REAL);
    }

    /** @param waits the delay before repeating a request: a part of an upload, or one refused for concurrency */
    public GraphRoad(TokenSource tokens, Clients clients, GraphOptions options, Clock clock, Sleeper waits) {
        this.tokens = tokens;
        this.clients = clients;
        this.options = options;
        this.client = new GraphClient(tokens, clients, options, clock, waits);
        this.access = new DraftAccess(options, clock);
        this.drafts = new Drafts(client, access, options, waits);
        this.orphans = new OrphanedDrafts(client, clock);
    }

    @Override
    public RoadName name() {
        return RoadName.GRAPH;
    }

    /** Opens connections to Entra and to Graph. */
    @Override
    public void prepare(Account account) {
        tokens.prepare(account, List.of(account.endpoints().graph()));
    }

    /**
     * Sends one submission to exactly the recipients of its envelope; edits header fields that differ
     * ({@link Addressing}). Waits for a permit, a token and the response, each for a limited time. Failures are
     * returned, not thrown.
     *
     * <p>If an earlier attempt left a note, asks Graph first what became of it ({@link #remembers}).
     */
    @Override
    public Outcome carry(Submission submission, Account account) {
        try {
            Optional<HeaderSection> head = HeaderSection.read(submission.message());
            return head.isPresent()
                    ? carry(new AddressedMessage(
                            submission, account, Addressing.of(head.get(), submission.envelope(), account.mailbox())))
                    : all(
                            submission,
                            tooLarge(
                                    "The header section is larger than " + HeaderSection.LARGEST + " bytes.",
                                    "Let the program write a shorter header."));
        } catch (IOException e) {
            return all(submission, Drafts.unreadable(e));
        }
    }

    private Outcome carry(AddressedMessage prepared) throws IOException {
        if (prepared.isForNobody()) {
            return prepared.outcome(NAME, AddressedMessage.UNWRITABLE, "");
        }
        Optional<Outcome> earlier = drafts.resume(prepared);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        TokenResult grant = tokens.get(prepared.account(), TokenResource.GRAPH);
        if (grant.isRefused()) {
            return prepared.outcome(NAME, grant.refusal(), "");
        }
        boolean fits = prepared.message().size() <= options.mimeLimit();
        if (access.mayTry(prepared.account(), grant.token())) {
            return fits ? asDraft(prepared) : inParts(prepared);
        }
        return fits ? inOneRequest(prepared) : prepared.outcome(NAME, overTheLimit(prepared), "");
    }

    private Outcome asDraft(AddressedMessage prepared) throws IOException {
        return drafts.carry(prepared, prepared.message(), List.of()).orElseGet(() -> inOneRequest(prepared));
    }

    private Outcome inParts(AddressedMessage prepared) throws IOException {
        long size = prepared.message().size();
        if (size > options.largest()) {
            return prepared.outcome(
                    NAME,
                    tooLarge(
                            "The message has " + size + " bytes, but Exchange accepts at most " + options.largest()
                                    + ".",
                            "Send smaller attachments."),
                    "");
        }
        AttachmentSplit parts =
                AttachmentSplit.of(prepared.message(), MimePart.read(prepared.message()), options.mimeLimit());
        if (!parts.isPossible()) {
            String why = "The message has " + size + " bytes, and Graph cannot receive it in parts: " + parts.obstacle()
                    + ".";
            return prepared.outcome(NAME, tooLarge(why, "Add smtp to ferrypost.roads for messages of this kind."), "");
        }
        return drafts.carry(prepared, parts.rest(), parts.leaves())
                .orElseGet(() -> prepared.outcome(NAME, overTheLimit(prepared), ""));
    }

    private Status overTheLimit(AddressedMessage prepared) {
        return tooLarge(
                "The message has " + prepared.message().size() + " bytes, but Graph accepts at"
                        + " most " + options.mimeLimit()
                        + " in one request.",
                "Give the app the Exchange role Application Mail.ReadWrite for the mailbox and check ferrypost.drafts, or add"
                        + " smtp to ferrypost.roads, for larger messages.");
    }

    /** True if there is a note of a draft. */
    @Override
    public boolean remembers(Submission submission) throws IOException {
        return submission.notes().get(DraftNote.NAME).isPresent();
    }

    /**
     * Removes what an abandoned submission left in the mailbox; call it before deleting the submission. If that
     * fails, a draft remains, and the log says so.
     */
    @Override
    public void abandon(Submission submission, Account account) {
        try {
            drafts.abandon(submission, account);
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "A draft may remain in the mailbox " + account.mailbox() + ": " + e);
        }
    }

    /**
     * Removes our orphaned drafts from the mailbox. Best effort; the next sweep finds the rest.
     *
     * @param queue the notes of all submissions that may still be attempted; empty if there is no queue
     * @return how many were removed
     */
    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        try {
            TokenResult grant = tokens.get(account, TokenResource.GRAPH);
            return !grant.isRefused() && access.mayTry(account, grant.token()) ? orphans.sweep(account, queue) : 0;
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    () -> account + ": drafts may remain, because the notes about them cannot be read: " + e);
            return 0;
        }
    }

    private Outcome inOneRequest(AddressedMessage prepared) {
        GraphResponse response = client.call(
                        prepared.account(),
                        "POST",
                        "/sendMail",
                        request ->
                                request.header("Content-Type", "text/plain").body(new Base64Body(prepared.message())))
                .about(prepared);
        // any other success status does not count: see GraphErrorRows.UNCONFIRMED
        Status status = response.is(202)
                ? Status.accepted(Reply.of(250, "2.0.0", "Microsoft Graph has accepted the message"))
                : response.status();
        return prepared.outcome(NAME, status, response.trace());
    }

    private static Outcome all(Submission submission, Status status) {
        return Outcome.all(submission.envelope().recipients(), status, NAME, "");
    }

    private static Status tooLarge(String why, String remedy) {
        return Status.never(FailureScope.MESSAGE, Reply.of(552, "5.3.4", why).withRemedy(remedy));
    }

    /** Whether a token for Graph is available; sends nothing to Graph. */
    @Override
    public Status signIn(Account account) {
        TokenResult grant = tokens.get(account, TokenResource.GRAPH);
        return grant.isRefused()
                ? grant.refusal()
                : Status.accepted(Reply.of(235, "2.7.0", "Entra has granted a token for Microsoft Graph"));
    }

    @Override
    public void forget(Account account) {
        tokens.forget(account);
    }

    /**
     * The largest message, in bytes, that this road accepts from the account. Above the limit of one request it also
     * depends on the message: one that cannot be split is refused. Acquires a token; if there is none, returns the
     * highest limit, because nothing may be refused permanently while Entra is unavailable.
     */
    @Override
    public long largest(Account account) {
        TokenResult grant = tokens.get(account, TokenResource.GRAPH);
        boolean inParts = grant.isRefused()
                ? options.drafts() && account.sending().drafts() != DraftPolicy.NEVER
                : access.mayTry(account, grant.token());
        return inParts ? options.largest() : options.mimeLimit();
    }

    /** Closes the idle connections of the clients. */
    @Override
    public void close() {
        clients.close();
    }
}
