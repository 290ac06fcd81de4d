/**
 * The road by SMTP: AUTH XOAUTH2 over STARTTLS, on connections that are kept open for the next message.
 *
 * <p>In the order of a message's way: {@link io.github.ferrypost.smtp.SmtpRoad} refuses addresses that would give orders
 * ({@code Paths}), waits at the mailbox's {@code Berth} for one of its few connections, takes an idle one or has the
 * {@code Dialer} open another: a {@code Wire} (TCP with deadlines), an {@code SmtpChannel} on it (lines, bounded replies,
 * TLS with {@link io.github.ferrypost.tls.TlsTrust}), an {@code SmtpConnection} (EHLO, STARTTLS, {@code Xoauth2}). A
 * {@code Transaction} says MAIL, RCPT and DATA ({@code MailCommands}), and lets the message run through {@code BlindCopies}
 * and {@code DataEncoder}; where the server hangs up half-way, {@code Remainder} goes on with the rest. What the server
 * {@code Said} in which {@code Phase} becomes a status by the {@code Judge}, who looks it up in {@code SmtpReplies}.
 * {@code Carried} is what came of it, and whether the connection may go back to its berth, where the {@code Sweeper} ends it
 * before the server would.
 *
 * <p>No mail library is used: the dialog is the same whichever Jakarta Mail a program brings.
 */
package io.github.ferrypost.smtp;
