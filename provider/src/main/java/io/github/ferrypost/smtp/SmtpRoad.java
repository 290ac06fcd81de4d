package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.TokenSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The road by SMTP AUTH with XOAUTH2 (RFC 6409, RFC 4954). It keeps links warm, a few for each mailbox, and closes them
 * when they have lain idle. Nothing here throws for what the network, Entra or Exchange do. Safe for use by many threads.
 */
public final class SmtpRoad implements AutoCloseable {
    /** What smtp.office365.com announces in EHLO: 150 MB. */
    private static final long EXCHANGE_SIZE = 157_286_400;

    /** A link that was used within this time is between two messages and not idle. */
    private static final Duration RECENTLY = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger("io.github.ferrypost.smtp");

    private final SmtpLimits limits;
    private final Clock clock;
    private final Dialer dialer;
    private final Map<String, Berth> berths = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param clock tells the age of idle links */
    public SmtpRoad(TokenSource tokens, Clock clock, SmtpLimits limits) {
        this.limits = limits;
        this.clock = clock;
        Sweeper sweeper = new Sweeper(limits, this::closeIdle);
        this.dialer = new Dialer(tokens, limits, clock, sweeper::watch);
    }

    /**
     * Carries the submission, and waits for the end: for a free link, for a connection and a sign-in where none is warm,
     * and for the server's receipt, each as long as the limits say.
     *
     * @return a status for each address of the envelope; IN_DOUBT only where the message went out whole and no receipt came
     */
    public Outcome carry(Submission submission, Account account) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        String sender = sender(submission, account);
        Optional<Status> badSender = Paths.badSender(sender);
        for (String recipient : submission.envelope().recipients()) {
            if (statuses.containsKey(recipient)) {
                // an address that the envelope has twice gets the message once
                continue;
            }
            Optional<Status> bad = badSender.isPresent() ? badSender : Paths.badRecipient(recipient);
            // its place in the order, until there is a status
            statuses.put(recipient, bad.orElse(null));
            if (bad.isEmpty()) {
                named.add(recipient);
            }
        }
        if (submission.isAllOrNone() && named.size() < statuses.size()) {
            named.forEach(recipient -> statuses.put(recipient, Paths.leftOut()));
            named.clear();
        }
        if (named.isEmpty()) {
            return Outcome.of(statuses, RoadName.SMTP.key(), "");
        }
        Carried carried = overLink(account, named, link -> new Transaction(link, submission, sender, named).run());
        statuses.putAll(carried.byRecipient());
        Outcome outcome = Outcome.of(statuses, RoadName.SMTP.key(), carried.trace());
        LOG.log(Level.DEBUG, () -> account + ": " + submission + ": " + outcome);
        return outcome;
    }

    /**
     * A mailbox may submit mail as itself and as those it has a right to, and nobody is the null sender (550 5.7.60): a
     * bounce goes out as the mailbox's own, as it does by Graph.
     */
    private static String sender(Submission submission, Account account) {
        String sender = submission.envelope().sender();
        return sender.isEmpty() ? account.mailbox() : sender;
    }

    /** Whether the account can sign in now: by a warm link that answers, else by a new one, which is kept. */
    public Status signIn(Account account) {
        String mailbox = account.mailbox();
        Status signedIn = Status.accepted(Reply.of(235, "2.7.0", "signed in as " + mailbox));
        Carried carried = overLink(
                account,
                List.of(mailbox),
                link -> !link.isReused() || link.isConnected()
                        ? Carried.all(List.of(mailbox), signedIn)
                        : new Carried(
                                Map.of(mailbox, Judge.status(Said.nothing(Phase.AUTH, "the link is dead"))),
                                "",
                                Carried.After.STALE));
        return carried.byRecipient().get(mailbox);
    }

    /** The largest message in bytes: what the account's server announced, or what Exchange Online is known to. */
    public long largest(Account account) {
        return dialer.size(account).orElse(EXCHANGE_SIZE);
    }

    private Carried overLink(Account account, Collection<String> recipients, Function<Link, Carried> work) {
        Berth berth = berths.computeIfAbsent(place(account), place -> new Berth(limits, clock));
        if (!berth.enter()) {
            return Carried.all(
                    recipients,
                    Status.later(
                            Blame.MAILBOX,
                            Reply.of(451, "4.3.2", "all links of the mailbox " + account.mailbox() + " are busy")));
        }
        try {
            Optional<Link> warm = berth.warm(account);
            if (warm.isPresent()) {
                Carried carried = use(berth, warm.get(), work);
                if (carried.after() != Carried.After.STALE) {
                    return carried;
                }
                LOG.log(Level.DEBUG, () -> account + ": an idle link had died, and is replaced");
            }
            if (closed) {
                return Carried.all(
                        recipients, Status.later(Blame.SESSION, Reply.of(451, "4.3.2", "the road is closed")));
            }
            berth.makeRoom();
            Opened opened = dialer.open(account);
            return opened.refusal().isPresent()
                    ? Carried.all(recipients, opened.refusal().get().status())
                    : use(berth, opened.link().orElseThrow(), work);
        } finally {
            berth.leave();
            if (closed) {
                berth.close();
            }
        }
    }

    /** What was idle for too long, and of what is left the longest idle where it is too much for one memory. */
    private void closeIdle() {
        berths.values().forEach(Berth::closeOld);
        Instant recently = clock.instant().minus(RECENTLY);
        List<Instant> since = berths.values().stream()
                .flatMap(berth -> berth.idleSince().stream())
                .filter(recently::isAfter)
                .sorted()
                .collect(Collectors.toList());
        int over = since.size() - limits.idleLinks();
        if (over > 0) {
            berths.values().forEach(berth -> berth.closeIdleSince(since.get(over - 1)));
        }
    }

    private static Carried use(Berth berth, Link link, Function<Link, Carried> work) {
        boolean usable = false;
        try {
            Carried carried = work.apply(link);
            usable = carried.after() == Carried.After.READY;
            return carried;
        } finally {
            berth.back(link, usable);
        }
    }

    private static String place(Account account) {
        return account.endpoints().smtpHost() + ":" + account.endpoints().smtpPort() + " "
                + account.mailbox().toLowerCase(Locale.ROOT);
    }

    /** Closes the idle links; what is under way ends by itself, and its link is closed then. */
    @Override
    public void close() {
        closed = true;
        berths.values().forEach(Berth::close);
    }
}
