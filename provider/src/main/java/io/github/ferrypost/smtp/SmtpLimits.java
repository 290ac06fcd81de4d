package io.github.ferrypost.smtp;

import io.github.ferrypost.util.HeapShare;
import java.time.Duration;

/** Connection counts, timeouts, and the maximum age of connections. Immutable; durations are positive and finite. */
public final class SmtpLimits {
    private final int linksPerMailbox;
    private final int messagesPerLink;
    private final Duration turn;
    private final Duration connect;
    private final Duration reply;
    private final Duration receipt;
    private final Duration write;
    private final Duration idle;
    private final int idleLinks;

    private SmtpLimits(
            int linksPerMailbox,
            int messagesPerLink,
            Duration turn,
            Duration connect,
            Duration reply,
            Duration receipt,
            Duration write,
            Duration idle,
            int idleLinks) {
        this.linksPerMailbox = linksPerMailbox;
        this.messagesPerLink = messagesPerLink;
        this.turn = turn;
        this.connect = connect;
        this.reply = reply;
        this.receipt = receipt;
        this.write = write;
        this.idle = idle;
        this.idleLinks = idleLinks;
        if (linksPerMailbox < 1 || messagesPerLink < 1) {
            throw new IllegalArgumentException("at least one connection and one message per connection");
        }
    }

    /**
     * Three connections per mailbox (Exchange Online's limit for SMTP AUTH), 1000 messages on each, 60 s idle, 60 s
     * to wait for a connection, 10 s to connect, 60 s for a reply or to write a block, and 10 minutes for the reply
     * to the final dot, as RFC 5321 section 4.5.3.2.6 requires: giving up sooner turns a slow acceptance into a
     * duplicate. Over all mailboxes, as many connections unused for 2 s are kept as a sixth of the heap holds, and at
     * most twice as many idle ones in all: connections to a thousand mailboxes would fill a heap of 64 MB.
     */
    public static SmtpLimits defaults() {
        return new SmtpLimits(
                3,
                1000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                HeapShare.idleConnections());
    }

    /** Returns a copy with this many concurrent connections per mailbox. */
    public SmtpLimits withLinksPerMailbox(int links) {
        return new SmtpLimits(links, messagesPerLink, turn, connect, reply, receipt, write, idle, idleLinks);
    }

    /** Returns a copy that closes a connection after this many messages. */
    public SmtpLimits withMessagesPerLink(int messages) {
        return new SmtpLimits(linksPerMailbox, messages, turn, connect, reply, receipt, write, idle, idleLinks);
    }

    /** Returns a copy with this wait for a free connection. */
    public SmtpLimits withTurn(Duration wait) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, wait, connect, reply, receipt, write, idle, idleLinks);
    }

    /** Returns a copy with this timeout to connect to one address of the server. */
    public SmtpLimits withConnect(Duration wait) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, wait, reply, receipt, write, idle, idleLinks);
    }

    /** Returns a copy with this timeout for each reply except the one to the final dot. */
    public SmtpLimits withReply(Duration wait) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, connect, wait, receipt, write, idle, idleLinks);
    }

    /** Returns a copy with this timeout for the reply to the final dot; when it ends, the message is in doubt. */
    public SmtpLimits withReceipt(Duration wait) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, connect, reply, wait, write, idle, idleLinks);
    }

    /**
     * Returns a copy that caps every reply timeout at this value; the shorter it is, the more messages end in doubt.
     */
    public SmtpLimits withAnswer(Duration longest) {
        return withReply(shorter(reply, longest)).withReceipt(shorter(receipt, longest));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns a copy with this timeout for the server to take one block of the message. */
    public SmtpLimits withWrite(Duration wait) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, connect, reply, receipt, wait, idle, idleLinks);
    }

    /** Returns a copy that keeps an unused connection this long. */
    public SmtpLimits withIdle(Duration age) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, connect, reply, receipt, write, age, idleLinks);
    }

    /**
     * Returns a copy that keeps this many connections over all mailboxes that are unused for 2 s, and at most twice as
     * many idle ones in all.
     */
    public SmtpLimits withIdleLinks(int most) {
        return new SmtpLimits(linksPerMailbox, messagesPerLink, turn, connect, reply, receipt, write, idle, most);
    }

    int linksPerMailbox() {
        return linksPerMailbox;
    }

    int messagesPerLink() {
        return messagesPerLink;
    }

    Duration turn() {
        return turn;
    }

    Duration connect() {
        return connect;
    }

    Duration reply() {
        return reply;
    }

    Duration receipt() {
        return receipt;
    }

    Duration write() {
        return write;
    }

    Duration idle() {
        return idle;
    }

    int idleLinks() {
        return idleLinks;
    }
}
