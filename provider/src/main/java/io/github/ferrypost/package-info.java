/**
 * Delivers mail written for SMTP to Microsoft 365 with OAuth2.
 *
 * <p>The path of a message, in the order of the code:
 *
 * <ol>
 *   <li>{@code transport}: existing code calls {@code Transport.send}. If an account matches, the transport takes the
 *       message; otherwise the mail library handles the Session.
 *   <li>{@code message}: builds the submission, that is an envelope plus a message whose bytes can be read again.
 *   <li>{@code account}: the settings name the sending mailbox, its app registration and its roads.
 *   <li>{@code road}: tries the account's roads in order; {@code wiring} opens them.
 *   <li>{@code token}: gets an access token from Microsoft Entra, usually from its cache.
 *   <li>{@code graph} or {@code smtp}: sends the submission to Microsoft; tables classify the response.
 *   <li>{@code reply}: the outcome has a status for each recipient; the transport reports it as events and
 *       exceptions.
 * </ol>
 *
 * <p>{@code http} is the HTTP client of {@code token} and {@code graph}; {@code tls} decides which certificates are
 * trusted. Two other modules use these packages: set-up signs users in ({@code login}) and checks an account
 * ({@code doctor}); the bridge is a second entrance to {@code road}. A test holds the table of allowed imports and rejects package cycles.
 */
package io.github.ferrypost;
