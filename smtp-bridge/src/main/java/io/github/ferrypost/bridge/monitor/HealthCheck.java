package io.github.ferrypost.bridge.monitor;

import java.util.Map;
import java.util.Optional;

/**
 * The health of a bridge. It is healthy only if its threads run, clients can connect, the queue is writable, and every
 * account has proven since its last failure that it can send. Immutable; a pure function of the {@link HealthSnapshot}.
 *
 * @param state the first state that applies
 * @param account the account's name in the settings, if the state is about one
 * @param reason the error as the other side reported it
 * @param failures in a row
 */
public record HealthCheck(State state, String account, String reason, int failures) {
    /** In order of severity: the first state that applies is the result. */
    enum State {
        THREAD_FAILED("thread"),
        NOT_LISTENING("listen"),
        QUEUE_BROKEN("queue"),
        /** A person has to act, or the last attempts all failed. */
        CANNOT_SEND("failed"),
        KEEPS_FAILING("failing"),
        /** Nothing has succeeded since startup. */
        NOT_PROVEN("unproven"),
        NOT_PROVEN_AND_FAILED("unproven-failed"),
        WELL("well");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    private static final HealthCheck WELL = new HealthCheck(State.WELL, "", "", 0);

    public static HealthCheck of(HealthSnapshot seen) {
        if (!seen.failedThreads().isEmpty()) {
            return new HealthCheck(State.THREAD_FAILED, "", String.join(", ", seen.failedThreads()), 0);
        }
        if (!seen.listening()) {
            return new HealthCheck(State.NOT_LISTENING, "", "", 0);
        }
        if (seen.queueFault().isPresent()) {
            return new HealthCheck(State.QUEUE_BROKEN, "", seen.queueFault().get(), 0);
        }
        return seen.accounts().entrySet().stream()
                .flatMap(entry -> complaint(entry).stream())
                .min((one, other) -> one.state.compareTo(other.state))
                .orElse(WELL);
    }

    private static Optional<HealthCheck> complaint(Map.Entry<String, AccountProof> entry) {
        AccountProof proof = entry.getValue();
        if (proof.holds()) {
            return Optional.empty();
        }
        State state;
        if (proof.proven()) {
            state = proof.isFinal() ? State.CANNOT_SEND : State.KEEPS_FAILING;
        } else {
            state = proof.failure().isPresent() ? State.NOT_PROVEN_AND_FAILED : State.NOT_PROVEN;
        }
        String reason = proof.failure().map(status -> status.reply().text()).orElse("");
        return Optional.of(new HealthCheck(state, entry.getKey(), reason, proof.failures()));
    }

    public boolean isWell() {
        return state == State.WELL;
    }

    /** Whether no error is known and only the proof is missing. */
    public boolean isUnproven() {
        return state == State.NOT_PROVEN || state == State.NOT_PROVEN_AND_FAILED;
    }

    /** Finds the text for a key in one language and fills in name-value pairs. */
    @FunctionalInterface
    public interface Wording {
        String say(String key, Object... pairs);
    }

    /** The state as one line of text. */
    public String text(Wording words) {
        return words.say(
                "bridge-" + state.word,
                "account",
                account.isEmpty() ? "default" : account,
                "reason",
                reason,
                "n",
                failures);
    }
}
