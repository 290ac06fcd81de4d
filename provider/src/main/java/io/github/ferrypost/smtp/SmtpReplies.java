package io.github.ferrypost.smtp;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meaning of Exchange Online's replies; the first matching row decides. The texts come from Microsoft's page on
 * SMTP AUTH submission, its list of non-delivery reports, and users' reports; {@link ReplyClassifier} classifies
 * other replies by their first digit. Stateless.
 */
public final class SmtpReplies {
    private static final List<ReplyRule> ROWS = Stream.of(SignInReplies.ROWS, MessageReplies.ROWS, LimitReplies.ROWS)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableList());

    private SmtpReplies() {}

    /** The table, for the classifier and the documentation. */
    public static List<ReplyRule> rows() {
        return ROWS;
    }
}
