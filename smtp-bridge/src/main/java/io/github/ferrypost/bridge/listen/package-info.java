/**
 * The SMTP server. subethasmtp binds the port and runs the acceptor's thread;
 * {@link io.github.ferrypost.bridge.listen.Listener} runs the sessions, because
 * subethasmtp's session code has bugs that cannot be fixed from outside (it runs a body as commands, cuts AUTH lines at
 * 998 characters, and has no limit on junk).
 *
 * <p>In the order of a session:
 *
 * <ul>
 *   <li>{@code ConnectionAcceptor} is the server socket; {@code ConnectionCount} limits the connections.
 *   <li>A {@link io.github.ferrypost.bridge.listen.ListenerBinding} is one listener with its policy; {@code OpenListener}
 *       counts its clients, {@code MessageRates} their messages. {@code OldTls} permits TLS 1.0 where a listener wants
 *       it. {@code AttemptRecorder} records what unknown devices try.
 *   <li>{@code SmtpSession} is the command loop, with the states of RFC 5321. {@code ClientChannel} reads lines and
 *       writes replies, each within a deadline; {@code DeadlineMonitor} enforces it where socket timeouts cannot.
 *   <li>{@code AuthCommand} is the AUTH exchange; {@code LoginDelays} slows down password guessing.
 *   <li>{@code MailCommand} and {@code RcptCommand} handle MAIL and RCPT; {@code PathArgument}, {@code Parameters} and
 *       {@code ClientAddressSyntax} parse them; {@code ServerTransaction} is the envelope so far.
 *   <li>{@code DataDecoder} finds the end of a message. {@code IncomingMessage} keeps the bytes, within
 *       {@code MemoryBudget} and {@code IncomingFiles}; {@code HeaderScan} inspects the header; {@code TraceHeaders}
 *       are the lines prepended.
 *   <li>The {@code deliver} package takes the message, and its answer becomes the reply. A
 *       {@link io.github.ferrypost.bridge.listen.ReceivedMail} goes to the log.
 * </ul>
 *
 * <p>{@link io.github.ferrypost.bridge.listen.LimitTable} lists every limit.
 */
@NullMarked
package io.github.ferrypost.bridge.listen;

import org.jspecify.annotations.NullMarked;
