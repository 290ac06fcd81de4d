/**
 * The SMTP server. subethasmtp holds the port, counts and accepts the connections and gives each a thread;
 * {@link io.github.ferrypost.bridge.listen.Listener} then takes every session over before the greeting, because what
 * subethasmtp does inside a session has faults that cannot be mended from outside (a body run as commands, lines of AUTH
 * cut at 998 characters, no limit on junk).
 *
 * <p>In the order of a session: {@code ConnectionAcceptor} is the port, {@code ConnectionCount} says whether there is a place.
 * {@code SmtpSession} is the loop of commands, in the states of RFC 5321. {@code ClientChannel} reads lines and writes replies, each within
 * its deadline, which {@code DeadlineMonitor} enforces on those who evade it. {@code AuthCommand} is the AUTH exchange, {@code LoginDelays}
 * slows guessing down. {@code MailCommand} and {@code RcptCommand} carry out MAIL and RCPT, with {@code PathArgument},
 * {@code Parameters} and {@code ClientAddressSyntax} for their syntax; {@code ServerTransaction} is what they have said so far. {@code DataDecoder}
 * finds the end of a message and nothing but the end, {@code IncomingMessage} keeps its bytes, within {@code MemoryBudget} and
 * {@code IncomingFiles}, while {@code HeaderScan} looks at the header; {@code TraceHeaders} is what is put before it. Then the
 * delivery is asked, and its answer becomes the reply, with a {@link io.github.ferrypost.bridge.listen.ReceivedMail} for the log.
 * {@link io.github.ferrypost.bridge.listen.LimitTable} has every limit.
 */
package io.github.ferrypost.bridge.listen;
