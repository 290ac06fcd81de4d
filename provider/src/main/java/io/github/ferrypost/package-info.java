/**
 * Carries mail that was written for SMTP to Microsoft 365 with OAuth2.
 *
 * <p>A message's journey, in the order of the code:
 *
 * <ol>
 *   <li>{@code transport}: old code calls {@code Transport.send}; the transport asks whether an account matches, and leaves
 *       the Session to the mail library where none does.
 *   <li>{@code message}: the message becomes a submission, which is an envelope and bytes that can be read again.
 *   <li>{@code account}: the settings say which mailbox sends, with which app registration, by which roads.
 *   <li>{@code road}: takes the account's roads in their order.
 *   <li>{@code token}: an access token from Microsoft Entra, mostly from memory.
 *   <li>{@code graph} or {@code smtp}: the submission goes to Microsoft; tables say what the answer means.
 *   <li>{@code reply}: the outcome, a status for each recipient, goes back to the door; the transport reports it as events
 *       and exceptions.
 * </ol>
 *
 * <p>{@code http} is the client beneath {@code token} and {@code graph}, and {@code tls} says whose certificates are
 * believed. {@code login} signs a user in, once, for the accounts that need it. {@code doctor} checks the set-up of all of
 * them. The bridge is a second door onto {@code road}. Who may import whom is a table in a test, and
 * nothing goes in a circle.
 */
package io.github.ferrypost;
