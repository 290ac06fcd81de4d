package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.EnvelopePolicy;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries the account's roads in order, until one accepts the submission or returns a result that applies to all of
 * them. Safe for use by many threads.
 */
final class RoadChooser implements Roads {
    private final Map<RoadName, Road> roads = new EnumMap<>(RoadName.class);
    private final Optional<DraftCleanup> cleanup;
    private final Logger log;
    private final Level notices;
    /** The addresses of redirections that the log has mentioned. */
    private final Set<String> redirecting = ConcurrentHashMap.newKeySet();

    /**
     * @param cleanup empty in a process with a queue, which sweeps itself
     * @param notices the level for messages that do not follow the configured order
     */
    RoadChooser(List<Road> roads, Optional<DraftCleanup> cleanup, Logger log, Level notices) {
        for (Road road : roads) {
            this.roads.put(road.name(), road);
        }
        this.cleanup = cleanup;
        this.log = log;
        this.notices = notices;
    }

    @Override
    public void prepare(Account account) {
        road(account.roads().get(0)).prepare(account);
    }

    private Road road(RoadName name) {
        return Objects.requireNonNull(roads.get(name), name::key);
    }

    private Stream<Road> roadsOf(Account account) {
        return account.roads().stream().map(this::road);
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        Optional<String> address = account.sending().redirect();
        if (address.isEmpty()) {
            return ofMailbox(carryAsIs(submission, account), account);
        }
        if (redirecting.add(address.get())) {
            log.log(
                    Level.WARNING,
                    "{0}: ferrypost.redirect is set, so all mail goes to {1} and to none of its recipients",
                    account,
                    address.get());
        }
        Submission redirected;
        try {
            redirected = Redirection.to(address.get(), submission);
        } catch (IOException e) {
            return Outcome.all(submission.envelope().recipients(), unreadable(e), "", "");
        }
        return ofMailbox(Redirection.of(carryAsIs(redirected, account), submission), account);
    }

    /**
     * With {@code mailbox = *} the app has signed in, so what refuses it then is one sender's mailbox: unknown, or outside
     * of the app's rights. The other senders' mailboxes stay in use.
     */
    private static Outcome ofMailbox(Outcome outcome, Account account) {
        if (!account.isOfOneSender() || outcome.road().isEmpty()) {
            return outcome;
        }
        Map<String, Status> byRecipient = new LinkedHashMap<>();
        outcome.byRecipient().forEach((recipient, status) -> byRecipient.put(recipient, ofMailbox(status)));
        return Outcome.of(byRecipient, outcome.road(), outcome.trace());
    }

    private static Status ofMailbox(Status status) {
        String code = status.reply().enhanced().toString();
        boolean refused = status.verdict() == Verdict.PERMANENT
                && status.blame() == FailureScope.ACCOUNT
                && (code.equals("5.7.1") || code.equals("5.7.3"));
        return refused ? Status.never(FailureScope.MAILBOX, status.reply()) : status;
    }

    private Outcome carryAsIs(Submission submission, Account account) {
        cleanup.ifPresent(drafts -> drafts.sweepIfDue(this, account));
        RoadOrder choice;
        try {
            choice = choose(submission, account);
        } catch (IOException e) {
            return Outcome.all(submission.envelope().recipients(), unreadable(e), "", "");
        }
        @Nullable Outcome best = null;
        String reason = choice.reason();
        for (RoadName road : choice.order()) {
            tell(account, road, reason);
            Outcome outcome = refusal(road, submission, account)
                    .orElseGet(() -> road(road).carry(submission, account));
            if (!anotherMayDoBetter(outcome) && !(choice.isByNeed() && road == RoadName.SMTP && isUnsent(outcome))) {
                if (outcome.isAccepted()) {
                    abandonOthers(road, submission, account);
                }
                return outcome;
            }
            reason = road.key() + " did not: " + outcome.first();
            best = best == null || (isPermanent(best) && !isPermanent(outcome)) ? outcome : best;
        }
        log.log(notices, "{0}: by no road, because {1}", account, reason);
        return Objects.requireNonNull(best, "an order has a road");
    }

    /** Logs one line for a message, or one for each road tried; a message that follows the settings needs no notice. */
    private void tell(Account account, RoadName road, String reason) {
        Level level = reason.equals(RoadOrder.FIRST) ? Level.DEBUG : notices;
        log.log(level, "{0}: by {1}, because {2}", account, road.key(), reason);
    }

    private void abandonOthers(RoadName taken, Submission submission, Account account) {
        for (Road road : roads.values()) {
            if (road.name() != taken) {
                road.abandon(submission, account);
            }
        }
    }

    @Override
    public boolean remembers(Submission submission) throws IOException {
        for (Road road : roads.values()) {
            if (road.remembers(submission)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void abandon(Submission submission, Account account) {
        roads.values().forEach(road -> road.abandon(submission, account));
    }

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return account.isOfEachSender()
                ? 0
                : roadsOf(account).mapToInt(road -> road.sweep(account, queue)).sum();
    }

    static Status unreadable(IOException e) {
        return Status.later(
                FailureScope.SESSION,
                Reply.of(451, "4.3.0", "Cannot read the state of an earlier delivery attempt")
                        .withDetail(e.toString()));
    }

    /**
     * The account's roads, with SMTP first if a rule for this message requires it. If a road remembers the message, it
     * goes first, to report whether the message was sent.
     */
    private RoadOrder choose(Submission submission, Account account) throws IOException {
        List<RoadName> order = account.roads();
        RoadOrder asSet = RoadOrder.asSet(order);
        for (RoadName road : order) {
            if (road(road).remembers(submission)) {
                return asSet.byDraft(road);
            }
        }
        if (!order.contains(RoadName.SMTP) || order.get(0) == RoadName.SMTP) {
            return asSet;
        }
        return MessageTraits.of(submission, account)
                .flatMap(traits -> RoutingRule.ofSmtp(traits, account))
                .map(reason -> asSet.byNeed(reason))
                .orElse(asSet);
    }

    private static Optional<Outcome> refusal(RoadName road, Submission submission, Account account) {
        if (road != RoadName.GRAPH || account.envelope() != EnvelopePolicy.REFUSE) {
            return Optional.empty();
        }
        List<String> strangers = MessageTraits.strangersOf(submission, account);
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of(Outcome.all(submission.envelope().recipients(), refused(strangers), road.key(), ""));
    }

    private static Status refused(List<String> strangers) {
        return Status.never(
                FailureScope.MESSAGE,
                Reply.of(
                                554,
                                "5.6.0",
                                "The header lists recipients that are not in the envelope, and Graph"
                                        + " would deliver to them")
                        .withDetail("only in the header: " + String.join(", ", strangers))
                        .withRemedy("Add smtp to ferrypost.roads, or set ferrypost.envelope to edit-headers."));
    }

    /**
     * True only if certainly no recipient got the message and the cause is the road: its limits, its permission, its
     * servers. A throttled mailbox must not be used by another road, and a bad recipient or sender is bad on every
     * road.
     */
    private static boolean anotherMayDoBetter(Outcome outcome) {
        for (Status status : outcome.byRecipient().values()) {
            if (!liesInTheRoad(status)) {
                return false;
            }
        }
        return true;
    }

    private static boolean liesInTheRoad(Status status) {
        if (status.verdict() == Verdict.TRANSIENT) {
            return status.blame() == FailureScope.SESSION;
        }
        boolean unfit = status.reply().code() == 552
                || status.reply().enhanced().toString().equals("5.6.0");
        return status.verdict() == Verdict.PERMANENT && (unfit || status.blame().outlastsMessage());
    }

    /**
     * No recipient got the message, and the road is only temporarily unavailable. If that road went first because of
     * a rule, what the next road may lose is worth less than the message.
     */
    private static boolean isUnsent(Outcome outcome) {
        return outcome.byRecipient().values().stream().allMatch(status -> status.verdict() == Verdict.TRANSIENT);
    }

    private static boolean isPermanent(Outcome outcome) {
        return outcome.first().verdict() == Verdict.PERMANENT;
    }

    @Override
    public Status signIn(Account account) {
        @Nullable Status first = null;
        for (RoadName road : account.roads()) {
            Status status = road(road).signIn(account);
            if (status.isAccepted()) {
                return status;
            }
            first = first == null ? status : first;
        }
        return Objects.requireNonNull(first, "an account has a road");
    }

    @Override
    public void forget(Account account) {
        roads.values().forEach(road -> road.forget(account));
    }

    @Override
    public long largest(Account account) {
        long largest = 0;
        for (RoadName road : account.roads()) {
            largest = Math.max(largest, road(road).largest(account));
        }
        return largest;
    }

    @Override
    public void close() {
        roads.values().forEach(Road::close);
    }
}
