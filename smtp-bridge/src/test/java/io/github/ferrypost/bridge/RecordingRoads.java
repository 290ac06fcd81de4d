package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Roads that lead nowhere: each submission is kept, and answered as the test says. */
public final class RecordingRoads extends StatelessRoads {
    /** What came, with the octets of the message as characters. */
    public record Carried(Envelope envelope, String message, Account account) {}

    private final List<Carried> carried = new CopyOnWriteArrayList<>();
    private volatile Function<Submission, Outcome> answer = submission -> Outcome.all(
            submission.envelope().recipients(),
            Status.accepted(Reply.of(250, "2.0.0", "Accepted")),
            "graph",
            "4c1b2e5e");
    private volatile long largest = 150L << 20;

    public void answer(Function<Submission, Outcome> newAnswer) {
        answer = newAnswer;
    }

    public void largest(long size) {
        largest = size;
    }

    public List<Carried> carried() {
        return carried;
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        Outcome outcome = answer.apply(submission);
        try (InputStream in = submission.message().open()) {
            byte[] octets = in.readAllBytes();
            if (octets.length != submission.message().size()) {
                throw new IllegalStateException("size() is not what open() gives");
            }
            carried.add(new Carried(submission.envelope(), new String(octets, StandardCharsets.ISO_8859_1), account));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outcome;
    }

    @Override
    public Status signIn(Account account) {
        return Status.accepted(Reply.of(250, "2.0.0", "OK"));
    }

    @Override
    public long largest(Account account) {
        return largest;
    }
}
