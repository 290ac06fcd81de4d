package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Stores a {@link Status} in columns, so that an operator can query, for example, all failures with 5.7.60. */
final class Statuses {
    private Statuses() {}

    /** verdict, blame, code, enhanced, text, detail, remedy. */
    static Object[] columns(Optional<Status> status) {
        if (status.isEmpty()) {
            return new Object[7];
        }
        Status known = status.get();
        Reply reply = known.reply();
        return new Object[] {
            StoredVerdict.of(known.verdict()).name(),
            known.blame().name(),
            reply.code(),
            reply.enhanced().toString(),
            reply.text(),
            reply.detail().orElse(""),
            reply.remedy().orElse("")
        };
    }

    /** Also empty if the columns are inconsistent: the recipient is then retried, which produces a new status. */
    static Optional<Status> read(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        if (verdict == null) {
            return Optional.empty();
        }
        try {
            Reply reply = Reply.of(row.getInt("code"), row.getString("enhanced"), row.getString("text"))
                    .withDetail(row.getString("detail"))
                    .withRemedy(row.getString("remedy"));
            FailureScope blame = FailureScope.valueOf(row.getString("blame"));
            return Optional.of(status(StoredVerdict.valueOf(verdict).verdict(), blame, reply));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Status status(Verdict verdict, FailureScope blame, Reply reply) {
        return switch (verdict) {
            case ACCEPTED -> Status.accepted(reply);
            case TRANSIENT -> Status.later(blame, reply);
            case PERMANENT -> Status.never(blame, reply);
            case IN_DOUBT -> Status.inDoubt(reply);
        };
    }
}
