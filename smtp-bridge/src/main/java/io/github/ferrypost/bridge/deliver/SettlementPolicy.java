package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides after an attempt whether an entry is done, retried or given up, and whether its sender gets a bounce. A pure
 * function. Immutable.
 *
 * @param giveUpAfter how long a message is retried, from its arrival
 */
record SettlementPolicy(Duration giveUpAfter) {
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    /**
     * What is known besides the entry and its outcome.
     *
     * @param now by the wall clock
     * @param running how long the bridge has run without a jump of the wall clock
     * @param next when the entry would be retried
     */
    record Moment(Instant now, Duration running, Instant next) {}

    /**
     * @param ruling about the recipients of the attempt
     * @param bounce creates the bounce for the refused recipients; empty if the sender gets none
     */
    Settlement of(
            Entry entry, OutcomeSplit ruling, Moment moment, Function<Map<String, Status>, Optional<NewEntry>> bounce) {
        boolean over = isOver(entry, moment);
        Map<String, Status> refused = new LinkedHashMap<>();
        entry.unreported()
                .forEach(recipient ->
                        refused.put(recipient.address(), recipient.last().orElseThrow()));
        refused.putAll(ruling.failed());
        if (over) {
            ruling.pending().forEach((address, status) -> refused.put(address, givenUp(status)));
        }
        Map<String, Status> statuses = new LinkedHashMap<>(ruling.done());
        statuses.putAll(ruling.pending());
        statuses.putAll(refused);

        boolean again = !over && !ruling.pending().isEmpty();
        Optional<NewEntry> report = refused.isEmpty() ? Optional.empty() : bounce.apply(refused);
        boolean nobodyToTell = !refused.isEmpty() && report.isEmpty();
        Settlement settlement = again
                ? Settlement.retryAt(due(entry, moment), statuses)
                : nobodyToTell ? Settlement.dead(reason(refused), statuses) : Settlement.done();
        return report.map(settlement::reporting).orElse(settlement);
    }

    /**
     * The wall clock alone is not enough to give up a message: it may have been set, or the machine may have been off.
     */
    private boolean isOver(Entry entry, Moment moment) {
        return !moment.now().isBefore(deadline(entry))
                && entry.tries() >= DeliveryLimits.LEAST_ATTEMPTS
                && moment.running().compareTo(leastRunning()) >= 0;
    }

    /** The last attempt is made when the retry time ends, even if the server asked for a longer delay. */
    private Instant due(Entry entry, Moment moment) {
        Instant deadline = deadline(entry);
        Duration stillToRun = leastRunning().minus(moment.running());
        Instant latest = moment.now().isBefore(deadline)
                ? deadline
                : moment.now().plus(stillToRun.isNegative() ? Duration.ZERO : stillToRun);
        boolean last = moment.next().isAfter(latest) && latest.isAfter(moment.now());
        return last ? latest : moment.next();
    }

    private Instant deadline(Entry entry) {
        return entry.arrivedAt().plus(giveUpAfter);
    }

    /** Retries for ever, for an entry that only a person can help. */
    SettlementPolicy withoutEnd() {
        return new SettlementPolicy(FOR_EVER);
    }

    /** How long the bridge must run before it gives up any message. */
    Duration leastRunning() {
        return giveUpAfter.compareTo(DeliveryLimits.LEAST_RUNNING) < 0 ? giveUpAfter : DeliveryLimits.LEAST_RUNNING;
    }

    /** RFC 3463: 5.4.7, delivery time expired. A recipient in doubt is reported as such, so that the sender checks. */
    private Status givenUp(Status last) {
        String why = last.verdict() == Verdict.IN_DOUBT
                ? "The message may have been sent, and no later attempt could confirm it: "
                : "Given up after " + spelled(giveUpAfter) + "; the last reply was: ";
        Reply reply = Reply.of(554, "5.4.7", why + last.reply().text());
        return Status.never(
                FailureScope.RECIPIENT,
                last.reply().remedy().map(reply::withRemedy).orElse(reply));
    }

    private static String spelled(Duration time) {
        return time.toHours() > 0 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }

    private static String reason(Map<String, Status> refused) {
        return "refused, and the sender could not be notified: "
                + refused.values().iterator().next().reply().text();
    }
}
