/**
 * The SMTP road: AUTH XOAUTH2 over STARTTLS, with pooled connections.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.smtp.SmtpRoad} rejects addresses that would inject commands
 * ({@code PathSyntax}) and waits at the mailbox's {@code SmtpConnectionPool} for a permit. It takes an idle
 * connection or lets {@code SmtpConnector} open one: a {@code TimedSocket} (TCP with deadlines), an
 * {@code SmtpChannel} (lines, bounded replies, TLS with {@link io.github.ferrypost.tls.TlsTrust}) and an
 * {@code SmtpConnection} (EHLO, STARTTLS, {@code Xoauth2}). A {@code MailTransaction} sends MAIL, RCPT and DATA
 * ({@code MailCommands}), and writes the message through {@code BccFilter} and {@code DataEncoder}. If the server
 * hangs up part-way, {@code RemainingRecipients} continues with the rest. {@code ReplyClassifier} turns each
 * {@code SmtpReply}, with its {@code Phase}, into a status, by the table in {@code SmtpReplies}.
 * {@code TransactionResult} holds the outcome and says whether the connection may return to its pool, where the
 * {@code IdleConnectionReaper} closes it before the server would.
 *
 * <p>Uses no mail library, so the dialog is the same whichever Jakarta Mail a program brings.
 */
@NullMarked
package io.github.ferrypost.smtp;

import org.jspecify.annotations.NullMarked;
