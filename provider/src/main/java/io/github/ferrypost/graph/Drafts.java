package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.util.Json;
import io.github.ferrypost.util.Sleeper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Sends by a draft: creates, records, completes and sends it. Graph reports by the draft's immutable id whether it
 * was sent, so neither a lost response nor a crash leaves a doubt. Safe for many threads, one per submission.
 */
final class Drafts {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.graph");

    /** "Get immutable identifiers for Outlook resources": the id stays the same when the draft moves to Sent Items. */
    static final String IMMUTABLE_ID = "IdType=\"ImmutableId\"";

    private final GraphClient client;
    private final DraftAccess access;
    private final GraphOptions options;
    private final Sleeper waits;

    /** @param access learns whether a mailbox accepts drafts */
    Drafts(GraphClient client, DraftAccess access, GraphOptions options, Sleeper waits) {
        this.client = client;
        this.access = access;
        this.options = options;
        this.waits = waits;
    }

    /**
     * Resolves what an earlier attempt left behind.
     *
     * @return empty if nothing is left and the message is still to send
     */
    Optional<Outcome> resume(AddressedMessage prepared) throws IOException {
        Optional<DraftNote> noted = note(prepared.submission());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        DraftNote note = noted.get();
        Account account = prepared.account();
        GraphResponse found = look(account, note.id());
        if (hasLeft(found)) {
            return Optional.of(prepared.outcome(GraphRoad.NAME, accepted(), found.trace()));
        }
        if (found.is(200)) {
            if (note.isReadyFor(prepared.recipients())) {
                return Optional.of(send(prepared, note.id()));
            }
            return discard(prepared.submission(), account, note.id())
                    ? Optional.empty()
                    : Optional.of(prepared.outcome(GraphRoad.NAME, unsure(found), found.trace()));
        }
        if (!note.isReady() && found.says("ErrorItemNotFound")) {
            forget(prepared.submission());
            return Optional.empty();
        }
        return Optional.of(prepared.outcome(GraphRoad.NAME, lookUpFailed(prepared, note, found), found.trace()));
    }

    /**
     * A draft that is gone, or that we may not read, will not be readable later: the note is deleted, so that the
     * policy for doubt decides.
     */
    private static Status lookUpFailed(AddressedMessage prepared, DraftNote note, GraphResponse found) {
        if (!note.isReady()) {
            return found.statusOfPreparation();
        }
        if (found.is(403) || found.is(404)) {
            forget(prepared.submission());
        }
        return unsure(found);
    }

    private static Status unsure(GraphResponse found) {
        Status status = found.status();
        Reply reply = Reply.of(451, "4.4.2", "Ferrypost could not determine whether the message was sent")
                .withDetail(status.reply().detail().orElse(status.reply().text()))
                .withRemedy("Look in the mailbox's Drafts and Sent Items before you send it again.");
        Status doubt = Status.inDoubt(reply);
        return status.retryAfter().map(doubt::withRetryAfter).orElse(doubt);
    }

    /**
     * @param mime the draft's initial content
     * @param leaves files to attach afterwards
     * @return empty if the mailbox does not let us create a draft
     */
    Optional<Outcome> carry(AddressedMessage prepared, ByteSource mime, List<AttachmentPart> leaves)
            throws IOException {
        Account account = prepared.account();
        GraphResponse made = client.call(
                        account,
                        "POST",
                        "/messages",
                        request -> request.header("Content-Type", "text/plain")
                                .header("Prefer", IMMUTABLE_ID)
                                .body(new Base64Body(
                                        DraftMarker.of(prepared.submission().notes())
                                                .on(mime))))
                .about(prepared);
        if (made.says("ErrorAccessDenied")) {
            access.learn(account, false);
            return Optional.empty();
        }
        if (made.is(201)) {
            access.learn(account, true);
        }
        Optional<String> id = made.is(201)
                ? Optional.of(Json.text(made.json(), "id")).filter(text -> !text.isEmpty())
                : Optional.empty();
        if (id.isEmpty()) {
            Status status = (made.is(201) ? made.asForeign() : made).statusOfPreparation();
            return Optional.of(prepared.outcome(GraphRoad.NAME, status, made.trace()));
        }
        return Optional.of(complete(prepared, id.get(), leaves));
    }

    private Outcome complete(AddressedMessage prepared, String id, List<AttachmentPart> leaves) throws IOException {
        DeliveryNotes notes = prepared.submission().notes();
        Account account = prepared.account();
        List<String> recipients = prepared.recipients();
        try {
            if (!leaves.isEmpty()) {
                notes.put(DraftNote.NAME, DraftNote.building(recipients, id).toString());
                Optional<GraphResponse> failed =
                        new AttachmentUploader(client, options, waits, account, path(id)).attach(leaves);
                if (failed.isPresent()) {
                    discard(prepared.submission(), account, id);
                    GraphResponse why = failed.get();
                    return prepared.outcome(GraphRoad.NAME, why.statusOfPreparation(), why.trace());
                }
            }
            notes.put(DraftNote.NAME, DraftNote.ready(recipients, id).toString());
        } catch (IOException e) {
            discard(prepared.submission(), account, id);
            throw e;
        }
        return send(prepared, id);
    }

    private Outcome send(AddressedMessage prepared, String id) {
        Account account = prepared.account();
        GraphResponse sent = client.call(account, "POST", path(id) + "/send", request -> request)
                .about(prepared);
        if (sent.is(202)) {
            return prepared.outcome(GraphRoad.NAME, accepted(), sent.trace());
        }
        Status status = sent.status();
        boolean certain = status.verdict() != Verdict.IN_DOUBT && !isOfTheDraft(sent);
        GraphResponse found = certain ? sent : look(account, id);
        if (!certain && hasLeft(found)) {
            return prepared.outcome(GraphRoad.NAME, accepted(), sent.trace());
        }
        if (!certain && !found.is(200) && status.verdict() != Verdict.IN_DOUBT) {
            return prepared.outcome(GraphRoad.NAME, unsure(found), sent.trace());
        }
        if (status.verdict() == Verdict.PERMANENT && sent.isAnswered()) {
            discard(prepared.submission(), account, id);
        }
        return prepared.outcome(GraphRoad.NAME, status, sent.trace());
    }

    /** Errors that a draft returns when an earlier, unfinished request has sent it in the meantime. */
    private static boolean isOfTheDraft(GraphResponse sent) {
        return sent.is(400) || sent.is(404) || sent.is(409) || sent.is(412);
    }

    /** Deletes a draft that will not be sent; a sent one stays where it is. */
    void abandon(Submission submission, Account account) throws IOException {
        Optional<DraftNote> note = note(submission);
        if (note.isPresent()) {
            GraphResponse found = look(account, note.get().id());
            if (found.is(200) && !hasLeft(found)) {
                discard(submission, account, note.get().id());
            }
        }
    }

    private static Optional<DraftNote> note(Submission submission) throws IOException {
        return submission.notes().get(DraftNote.NAME).flatMap(DraftNote::parse);
    }

    /** Whether the draft is deleted; if not, the note stays, and the next attempt starts with the deletion. */
    private boolean discard(Submission submission, Account account, String id) {
        GraphResponse deleted = client.call(account, "DELETE", path(id), request -> request);
        boolean gone = deleted.is(204) || deleted.is(404);
        if (gone) {
            forget(submission);
        } else {
            LOG.log(
                    Level.WARNING,
                    () -> "A draft remains in the mailbox " + account.mailbox() + ": "
                            + deleted.status().reply().detail().orElse(""));
        }
        return gone;
    }

    private static void forget(Submission submission) {
        try {
            submission.notes().put(DraftNote.NAME, "");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "A note about a draft remains: " + e);
        }
    }

    private GraphResponse look(Account account, String id) {
        return client.call(
                account, "GET", path(id) + "?$select=id,isDraft", request -> request.header("Prefer", IMMUTABLE_ID));
    }

    private static boolean hasLeft(GraphResponse found) {
        return found.is(200) && Boolean.FALSE.equals(found.json().get("isDraft"));
    }

    static String path(String id) {
        return "/messages/" + GraphClient.encoded(id);
    }

    private static Status accepted() {
        return Status.accepted(Reply.of(250, "2.0.0", "Microsoft Graph has sent the draft of the message"));
    }

    /** For a submission whose note cannot be read or written. */
    static Status unreadable(IOException e) {
        return Status.later(
                FailureScope.SESSION,
                Reply.of(451, "4.3.0", "Ferrypost cannot read the stored message")
                        .withDetail(e.toString()));
    }
}
