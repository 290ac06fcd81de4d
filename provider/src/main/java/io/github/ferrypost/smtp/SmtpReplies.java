package io.github.ferrypost.smtp;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Exchange Online's replies mean: the rows in the order in which they are tried, the first that fits decides. The
 * texts are Microsoft's page on SMTP AUTH submission, its list of non-delivery reports, and what users have reported;
 * what no row knows is judged by {@link ReplyClassifier} from its first digit.
 */
public final class SmtpReplies {
    private static final List<ReplyRule> ROWS = Stream.of(SignInReplies.ROWS, MessageReplies.ROWS, LimitReplies.ROWS)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableList());

    private SmtpReplies() {}

    /** The table, for documentation and for the judge. */
    public static List<ReplyRule> rows() {
        return ROWS;
    }
}
