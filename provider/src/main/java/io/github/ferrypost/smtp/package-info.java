/**
 * The road by SMTP: AUTH XOAUTH2 over STARTTLS, on connections that are kept open for the next message.
 *
 * <p>In the order of a message's way: {@link io.github.ferrypost.smtp.SmtpRoad} refuses addresses that would give orders
 * ({@code PathSyntax}), waits at the mailbox's {@code SmtpConnectionPool} for one of its few connections, takes an idle one or has the
 * {@code SmtpConnector} open another: a {@code TimedSocket} (TCP with deadlines), an {@code SmtpChannel} on it (lines, bounded replies,
 * TLS with {@link io.github.ferrypost.tls.TlsTrust}), an {@code SmtpConnection} (EHLO, STARTTLS, {@code Xoauth2}). A
 * {@code MailTransaction} says MAIL, RCPT and DATA ({@code MailCommands}), and lets the message run through {@code BccFilter}
 * and {@code DataEncoder}; where the server hangs up half-way, {@code RemainingRecipients} goes on with the rest. What the server
 * {@code SmtpReply} in which {@code Phase} becomes a status by the {@code ReplyClassifier}, who looks it up in {@code SmtpReplies}.
 * {@code TransactionResult} is what came of it, and whether the connection may go back to its berth, where the {@code IdleConnectionReaper} ends it
 * before the server would.
 *
 * <p>No mail library is used: the dialog is the same whichever Jakarta Mail a program brings.
 */
package io.github.ferrypost.smtp;
