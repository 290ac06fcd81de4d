package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.Field;
import io.github.ferrypost.message.Head;
import io.github.ferrypost.message.Submission;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of a submission matters to the choice of a road. Immutable. */
final class Traits {
    private final List<String> strangers;
    private final boolean sealed;

    private Traits(List<String> strangers, boolean sealed) {
        this.strangers = strangers;
        this.sealed = sealed;
    }

    /** @return nothing where the message cannot be read; the road will say so */
    static Optional<Traits> of(Submission submission, Account account) {
        try {
            return Head.read(submission.message()).map(head -> of(head, submission, account));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Traits of(Head head, Submission submission, Account account) {
        String type =
                head.first("Content-Type").map(Field::value).orElse("").strip().toLowerCase(Locale.ROOT);
        boolean sealed = type.startsWith("multipart/signed")
                || type.startsWith("multipart/encrypted")
                || type.startsWith("application/pkcs7-mime")
                || type.startsWith("application/x-pkcs7-mime");
        return new Traits(
                Addressing.of(head, submission.envelope(), account.mailbox()).removed(), sealed);
    }

    /** Whom the header names and the envelope does not: they must not get the message. */
    List<String> strangers() {
        return strangers;
    }

    /** Signed or encrypted as a whole: any change of its MIME structure would break it. */
    boolean isSealed() {
        return sealed;
    }
}
