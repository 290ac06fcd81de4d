package io.github.ferrypost.reply;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of an attempt for one recipient: verdict, reply, scope of the failure, and when to retry. Immutable. */
public final class Status {
    private final Verdict verdict;
    private final Reply reply;
    private final FailureScope blame;
    private final @Nullable Duration retryAfter;

    private Status(Verdict verdict, Reply reply, FailureScope blame, @Nullable Duration retryAfter) {
        this.verdict = Objects.requireNonNull(verdict);
        this.reply = Objects.requireNonNull(reply);
        this.blame = Objects.requireNonNull(blame);
        this.retryAfter = retryAfter;
        int expected = verdict == Verdict.ACCEPTED ? 2 : verdict == Verdict.PERMANENT ? 5 : 4;
        if (reply.code() / 100 != expected) {
            throw new IllegalArgumentException("verdict " + verdict + " does not fit reply " + reply.code());
        }
    }

    public static Status accepted(Reply reply) {
        return new Status(Verdict.ACCEPTED, reply, FailureScope.NOBODY, null);
    }

    /** @param reply with a code of 400 to 499 */
    public static Status later(FailureScope blame, Reply reply) {
        return new Status(Verdict.TRANSIENT, reply, blame, null);
    }

    /** @param reply with a code of 500 to 599 */
    public static Status never(FailureScope blame, Reply reply) {
        return new Status(Verdict.PERMANENT, reply, blame, null);
    }

    /** @param reply with a code of 400 to 499 */
    public static Status inDoubt(Reply reply) {
        return new Status(Verdict.IN_DOUBT, reply, FailureScope.SESSION, null);
    }

    /** Returns a copy that is retried no sooner than after {@code delay}, as the server asked. */
    public Status withRetryAfter(Duration delay) {
        return new Status(verdict, reply, blame, Objects.requireNonNull(delay));
    }

    /** Returns a copy with another reply of the same class. */
    public Status withReply(Reply newReply) {
        return new Status(verdict, newReply, blame, retryAfter);
    }

    public Verdict verdict() {
        return verdict;
    }

    public Reply reply() {
        return reply;
    }

    public FailureScope blame() {
        return blame;
    }

    /** How long the server asked us to wait; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public boolean isAccepted() {
        return verdict == Verdict.ACCEPTED;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Status)) {
            return false;
        }
        Status that = (Status) other;
        return verdict == that.verdict
                && reply.equals(that.reply)
                && blame == that.blame
                && Objects.equals(retryAfter, that.retryAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(verdict, reply, blame, retryAfter);
    }

    @Override
    public String toString() {
        return verdict + " " + reply;
    }
}
