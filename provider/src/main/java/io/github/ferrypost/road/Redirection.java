package io.github.ferrypost.road;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.HeaderSection;
import io.github.ferrypost.message.RedirectedHeader;
import io.github.ferrypost.message.Sealed;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the mail of a test system to the one address in {@code ferrypost.redirect}. Each recipient of the envelope gets
 * the status of that address, so the sender hears of its own recipients. A signed message keeps its
 * header where the road allows it. Stateless.
 */
final class Redirection {
    private Redirection() {}

    /** The submission to this address; the sender's requests for delivery reports are for others, and dropped. */
    static Submission to(String address, Submission submission) throws IOException {
        ByteSource message = submission.message();
        Optional<HeaderSection> head = HeaderSection.read(message);
        boolean edits = head.isPresent() && !Sealed.is(message);
        Envelope envelope = Envelope.of(submission.envelope().sender(), List.of(address));
        return submission
                .with(envelope, edits ? RedirectedHeader.applyTo(message, head.get(), address) : message)
                .with(Dsn.NONE);
    }

    /** The outcome for the recipients of the envelope. */
    static Outcome of(Outcome redirected, Submission submission) {
        Status status = redirected.first();
        Map<String, Status> byRecipient = new LinkedHashMap<>();
        submission.envelope().recipients().forEach(recipient -> byRecipient.put(recipient, status));
        return Outcome.of(byRecipient, redirected.road(), redirected.trace());
    }
}
