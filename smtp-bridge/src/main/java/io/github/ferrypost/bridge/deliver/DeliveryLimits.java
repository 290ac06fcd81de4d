package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.road.SenderMailboxes;
import java.time.Duration;
import java.util.List;

/** The limits of delivery and queue, each with its source; operate.md shows this table. */
public final class DeliveryLimits {
    /** The longest delay that another server can impose. */
    static final Duration RETRY_AFTER_CEILING = Duration.ofHours(1);

    /** After this many server-imposed delays in a row, the bridge's own back-off applies as well. */
    static final int BELIEVED_WAITS = 10;

    static final Duration FIRST_WAIT = Duration.ofSeconds(15);

    /** RFC 5321 section 4.5.4.1 asks for 30 minutes in general, and for shorter delays at first. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    static final Duration BRIEF_PAUSE = Duration.ofSeconds(1);

    /** How long a client may wait for a second attempt with {@code accept = direct}; not configurable. */
    static final Duration DIRECT_PATIENCE = Duration.ofSeconds(20);

    static final Duration DOUBT_PAUSE = Duration.ofMinutes(5);

    /** How many attempts may end in doubt: the first, and one resend. */
    static final int MOST_DOUBTS = 2;

    /** How many attempts in a row may end in a bug of the bridge: the first, and one more. */
    static final int MOST_FAULTS = 2;

    /** Like {@link #MOST_FAULTS}, for attempts during which the process died: another message may be to blame. */
    static final int MOST_CRASHES = 5;

    static final int LEAST_ATTEMPTS = 2;
    static final Duration LEAST_RUNNING = Duration.ofHours(1);

    /** A difference between wall clock and monotonic clock that is larger than any NTP adjustment. */
    static final Duration CLOCK_JUMP = Duration.ofMinutes(5);

    /** How long an entry stays claimed after its process has died. */
    static final Duration LEASE = Duration.ofMinutes(30);

    /**
     * How many attempts run at once, over all mailboxes: 30 mailboxes at full speed, each with one more message being
     * settled.
     */
    static final int PLACES = 150;

    /**
     * A row of the table.
     *
     * @param source the reason for the value, or the page that states it
     */
    public record Row(String limit, String value, String source) {}

    private static final List<Row> TABLE = List.of(
            row("wait after a failed attempt", "15 s, doubled up to 30 min", "RFC 5321 section 4.5.4.1"),
            row(
                    "wait that Microsoft requests (`Retry-After`)",
                    "as requested, at most 1 h; after 10 such waits at least the doubled wait",
                    "a wrong value from a proxy or server must neither stop a mailbox for years nor cause a"
                            + " request every second"),
            row(
                    "random addition to each wait",
                    "0 to 20 %",
                    "messages that failed together must not be retried together"),
            row(
                    "a brief failure (503 without `Retry-After`, a reset before anything was sent)",
                    "one more attempt after 1 s, while the client waits",
                    "most brief failures are over by then"),
            row(
                    "attempts that may have delivered and whose result cannot be looked up",
                    "2, at least 5 min apart; then the bridge holds the message and raises an alert",
                    "Graph answers 504 several times in a row and delivers each time (Microsoft Q&A 2286986)"),
            row(
                    "attempts of a message that end in an internal error of the bridge",
                    "2, then the message is dead, with an alert; 5 if the process ended, then it is held,"
                            + " with an alert",
                    "one message must not stop the others"),
            row(
                    "last attempt",
                    "at `ferrypost.bridge.give-up-after`",
                    "no retry is scheduled later, even if the mailbox is paused"),
            row(
                    "minimum before the bridge gives up a message",
                    "2 attempts, and 1 h of running time since the start or since the clock was set",
                    "a clock that jumps or a machine that was switched off must not bounce messages"),
            row(
                    "due time later than any wait allows",
                    "2 h; such a message is due now",
                    "the clock was wrong when it was set"),
            row(
                    "failures of a mailbox, app or tenant before it is paused",
                    "3 in a row, then 1 min, doubled up to 30 min",
                    "Exchange blocks senders that continue (550 5.2.251 to 5.2.255)"),
            row(
                    "concurrent attempts",
                    "150; per mailbox 4 by Graph, 3 by SMTP",
                    "Graph throttling limits, Exchange Online limits"),
            row(
                    "mailboxes of senders with `mailbox = *`",
                    SenderMailboxes.MOST + " in one process; further ones use the fallback account, or wait",
                    "each has limits and connections of its own, and clients name the senders"),
            row(
                    "a mailbox that Exchange does not know or the app may not use, with `mailbox = *`",
                    SenderMailboxes.UNKNOWN_FOR.toHours() + " h, then asked again",
                    "a new mailbox or permission takes effect within one to two hours"),
            row("lease of an attempt whose process died", "30 min", "renewed while the attempt runs"),
            row(
                    "disk space reserved for the queue",
                    (DiskRoom.RESERVE >> 20) + " MB",
                    "an attempt whose result cannot be stored would be repeated"),
            row(
                    "free space that the database keeps",
                    "16 MB; the bridge returns more to the disk",
                    "incoming messages need disk space for their files too"));

    private DeliveryLimits() {}

    /** All rows, in the order of the documentation. */
    public static List<Row> table() {
        return TABLE;
    }

    private static Row row(String limit, String value, String source) {
        return new Row(limit, value, source);
    }

    /** A delay that another server asks for, within the ceiling. */
    static Duration capped(Duration asked) {
        return asked.compareTo(RETRY_AFTER_CEILING) > 0 ? RETRY_AFTER_CEILING : asked;
    }
}
