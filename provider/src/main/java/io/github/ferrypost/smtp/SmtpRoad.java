package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Road;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import io.github.ferrypost.util.AdaptiveLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The road by SMTP AUTH with XOAUTH2 (RFC 6409, RFC 4954). Pools a few connections per mailbox and closes idle ones.
 * Failures of the network, Entra and Exchange are returned, never thrown. Safe for use by many threads.
 */
public final class SmtpRoad implements Road {
    /** What smtp.office365.com announces in EHLO: 150 MB. */
    private static final long EXCHANGE_SIZE = 157_286_400;

    /** A connection used within this time counts as between two messages, not idle. */
    private static final Duration RECENTLY = Duration.ofSeconds(2);

    /** So many idle connections are always allowed if they were used recently. */
    private static final int LEAST_RECENT = 16;

    private static final Logger LOG = System.getLogger("io.github.ferrypost.smtp");

    private final TokenSource tokens;
    private final SmtpLimits limits;
    private final Clock clock;
    private final SmtpConnector connector;
    private final Map<String, SmtpConnectionPool> pools = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param clock for the age of idle connections */
    public SmtpRoad(TokenSource tokens, Clock clock, SmtpLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        IdleConnectionReaper sweeper = new IdleConnectionReaper(limits, this::closeIdle);
        this.connector = new SmtpConnector(tokens, limits, clock, sweeper::watch);
    }

    @Override
    public RoadName name() {
        return RoadName.SMTP;
    }

    /** Opens a connection to Entra. The first message opens the one to the server, which counts those of a mailbox. */
    @Override
    public void prepare(Account account) {
        tokens.prepare(account, List.of());
    }

    /**
     * Sends the submission and blocks until the outcome is known. Waits for a free connection, for connecting and
     * signing in if none is pooled, and for the server's final reply, each within its limit.
     *
     * @return a status for each address of the envelope; IN_DOUBT only if the whole message was sent and no final
     *     reply came
     */
    @Override
    public Outcome carry(Submission submission, Account account) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        String sender = sender(submission, account);
        Optional<Status> badSender = PathSyntax.badSender(sender);
        for (String recipient : submission.envelope().recipients()) {
            if (statuses.containsKey(recipient)) {
                // an address that occurs twice in the envelope gets the message once
                continue;
            }
            Optional<Status> bad = badSender.isPresent() ? badSender : PathSyntax.badRecipient(recipient);
            // keeps the recipient's position until it has a status
            statuses.put(recipient, bad.orElse(null));
            if (bad.isEmpty()) {
                named.add(recipient);
            }
        }
        if (submission.isAllOrNone() && named.size() < statuses.size()) {
            named.forEach(recipient -> statuses.put(recipient, PathSyntax.leftOut()));
            named.clear();
        }
        if (named.isEmpty()) {
            return Outcome.of(statuses, RoadName.SMTP.key(), "");
        }
        TransactionResult carried = RemainingRecipients.carry(
                named,
                some -> over(
                        account,
                        some,
                        (connection, those) -> new MailTransaction(connection, submission, sender, those).run()));
        statuses.putAll(carried.byRecipient());
        Outcome outcome = Outcome.of(statuses, RoadName.SMTP.key(), carried.trace());
        LOG.log(Level.DEBUG, () -> account + ": " + submission + ": " + outcome);
        return outcome;
    }

    /**
     * A mailbox may send as itself and as senders it has a right to, but never as the null sender (550 5.7.60): a
     * bounce is sent as the mailbox, as on the Graph road.
     */
    private static String sender(Submission submission, Account account) {
        String sender = submission.envelope().sender();
        return sender.isEmpty() ? account.mailbox() : sender;
    }

    /**
     * Whether the account can sign in now: over an idle connection that responds, else over a new one, which is kept.
     * If a user signs in for another mailbox, a new connection also checks whether the user may send as the mailbox;
     * nothing is sent.
     */
    @Override
    public Status signIn(Account account) {
        if (account.isOfEachSender()) {
            TokenResult grant = tokens.get(account, TokenResource.SMTP);
            return grant.isRefused()
                    ? grant.refusal()
                    : Status.accepted(Reply.of(235, "2.7.0", "Entra has granted a token for SMTP"));
        }
        String mailbox = account.mailbox();
        String user = connector.name(account);
        Status signedIn = Status.accepted(Reply.of(235, "2.7.0", "signed in as " + user));
        TransactionResult carried = over(account, List.of(mailbox), (connection, those) -> {
            if (connection.isReused()) {
                Status dead = ReplyClassifier.status(SmtpReply.nothing(Phase.AUTH, "The connection is closed"));
                return connection.isAlive()
                        ? TransactionResult.all(those, signedIn)
                        : TransactionResult.settled(Map.of(mailbox, dead), "", TransactionResult.After.STALE);
            }
            return user.equalsIgnoreCase(mailbox)
                    ? TransactionResult.all(those, signedIn)
                    : asMailbox(connection, mailbox, signedIn);
        });
        return Objects.requireNonNull(carried.byRecipient().get(mailbox), "a result has every recipient");
    }

    private static TransactionResult asMailbox(SmtpConnection connection, String mailbox, Status signedIn) {
        SmtpReply said = connection.command(Phase.MAIL, "MAIL FROM:" + PathSyntax.path(mailbox));
        Status status = said.isPositive() ? signedIn : ReplyClassifier.status(said, true);
        boolean usable = !said.isNothing() && said.code() != 421 && connection.reset();
        return TransactionResult.settled(
                Map.of(mailbox, status), "", usable ? TransactionResult.After.READY : TransactionResult.After.SPENT);
    }

    @Override
    public void forget(Account account) {
        tokens.forget(account);
        connector.forget(account);
        pools.values().forEach(pool -> pool.closeIdleOf(account));
    }

    /** The largest message in bytes: the size the account's server announced, or Exchange Online's known limit. */
    @Override
    public long largest(Account account) {
        return connector.size(account).orElse(EXCHANGE_SIZE);
    }

    /** False: an SMTP server cannot be asked what became of a message. */
    @Override
    public boolean remembers(Submission submission) {
        return false;
    }

    /** Nothing to remove: an SMTP server keeps nothing of a message that it did not accept. */
    @Override
    public void abandon(Submission submission, Account account) {}

    /** Nothing to remove: see {@link #abandon}. */
    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return 0;
    }

    /** Runs a transaction on a connection, for these recipients. */
    private interface Work {
        TransactionResult on(SmtpConnection connection, List<String> recipients);
    }

    /**
     * Acquires a permit and a connection. If the server reports too many connections of the mailbox, lowers the limit
     * and waits for a permit again, until the time is over.
     */
    private TransactionResult over(Account account, List<String> recipients, Work work) {
        SmtpConnectionPool pool = pools.computeIfAbsent(place(account), place -> new SmtpConnectionPool(limits, clock));
        ConnectionWait waiting = new ConnectionWait(limits.turn());
        Optional<AdaptiveLimit.Permit> permit = pool.enter(waiting.left());
        if (permit.isEmpty()) {
            return TransactionResult.all(recipients, busy(account));
        }
        TransactionResult carried = turn(pool, permit.get(), account, recipients, work);
        while (carried.after() == TransactionResult.After.TOO_MANY && !waiting.isOver()) {
            permit = pool.enterAgain(waiting.left());
            if (permit.isEmpty()) {
                return carried;
            }
            if (!pool.hasOthers(1)) {
                // another program holds the connections; keeping the permit stops other messages of this mailbox from
                // trying meanwhile
                waiting.pause();
            }
            carried = carried.then(turn(pool, permit.get(), account, carried.open(), work));
        }
        return carried;
    }

    private static Status busy(Account account) {
        return Status.later(
                FailureScope.MAILBOX,
                Reply.of(451, "4.3.2", "All connections of the mailbox " + account.mailbox() + " are busy"));
    }

    private TransactionResult turn(
            SmtpConnectionPool pool, AdaptiveLimit.Permit permit, Account account, List<String> recipients, Work work) {
        try {
            TransactionResult carried = use(pool, account, recipients, work);
            if (carried.after() == TransactionResult.After.TOO_MANY) {
                LOG.log(Level.INFO, "{0}: the mailbox has too many connections; Ferrypost uses fewer", account);
                permit.lower();
            }
            return carried;
        } finally {
            permit.release();
            if (closed) {
                pool.close();
            }
        }
    }

    private TransactionResult use(SmtpConnectionPool pool, Account account, List<String> recipients, Work work) {
        Optional<SmtpConnection> warm = pool.warm(account);
        if (warm.isPresent()) {
            TransactionResult carried = use(pool, warm.get(), recipients, work);
            if (carried.after() != TransactionResult.After.STALE) {
                return carried;
            }
            LOG.log(Level.DEBUG, () -> account + ": an idle connection was closed; Ferrypost opens a new one");
        }
        if (closed) {
            return TransactionResult.all(
                    recipients, Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "the road is closed")));
        }
        pool.makeRoom();
        ConnectResult opened = connector.open(account);
        if (opened.connection().isPresent()) {
            return use(pool, opened.connection().get(), recipients, work);
        }
        ConnectFailure refusal = opened.refusal().orElseThrow();
        TransactionResult none = TransactionResult.all(recipients, refusal.status());
        boolean tooMany = refusal.isTooManyConnections() || (refusal.isClosedAtOnce() && pool.hasOthers(1));
        return tooMany ? none.open(TransactionResult.After.TOO_MANY, recipients, List.of()) : none;
    }

    private static TransactionResult use(
            SmtpConnectionPool pool, SmtpConnection connection, List<String> recipients, Work work) {
        boolean usable = false;
        try {
            TransactionResult carried = work.on(connection, recipients);
            usable = carried.after() == TransactionResult.After.READY;
            if (carried.after() == TransactionResult.After.TOO_MANY && carried.isInStep()) {
                connection.quit();
            }
            return carried;
        } finally {
            pool.back(connection, usable);
        }
    }

    /** Closes connections that were idle for too long, then the longest idle ones beyond the overall maximum. */
    private void closeIdle() {
        pools.values().forEach(SmtpConnectionPool::closeOld);
        Instant recently = clock.instant().minus(RECENTLY);
        List<Instant> since = pools.values().stream()
                .flatMap(pool -> pool.idleSince().stream())
                .sorted()
                .collect(Collectors.toList());
        long unused = since.stream().filter(recently::isAfter).count();
        int most = limits.idleLinks() + Math.max(limits.idleLinks(), LEAST_RECENT);
        int over = Math.max((int) unused - limits.idleLinks(), since.size() - most);
        if (over > 0) {
            pools.values().forEach(pool -> pool.closeIdleSince(since.get(over - 1)));
        }
    }

    /** The pool's key: Exchange counts the connections of the mailbox that signs in. */
    private String place(Account account) {
        return account.endpoints().smtpHost() + ":" + account.endpoints().smtpPort() + " "
                + connector.name(account).toLowerCase(Locale.ROOT);
    }

    /** Closes the idle connections; attempts in progress finish and then close theirs. */
    @Override
    public void close() {
        closed = true;
        pools.values().forEach(SmtpConnectionPool::close);
    }
}
