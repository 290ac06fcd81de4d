/**
 * The road by SMTP: AUTH XOAUTH2 over STARTTLS, on links that are kept warm.
 *
 * <p>In the order of a message's way: {@link io.github.ferrypost.smtp.SmtpRoad} refuses addresses that would give orders
 * ({@code Paths}), waits at the mailbox's {@code Berth} for one of its few links, takes a warm one or has the {@code Dialer}
 * open another: a {@code Wire} (TCP), a {@code Link} on it (Angus' transport: EHLO, STARTTLS with
 * {@link io.github.ferrypost.tls.Trust}, AUTH with a
 * token). A {@code Transaction} says MAIL, RCPT and DATA, and lets the message run through {@code BlindCopies}. What the
 * server {@code Said} in which {@code Phase} becomes a status by the {@code Judge}, who looks it up in {@code SmtpReplies}.
 * {@code Carried} is what came of it, and whether the link may go back to its berth, where the {@code Sweeper} ends it
 * before the server would.
 */
package io.github.ferrypost.smtp;
