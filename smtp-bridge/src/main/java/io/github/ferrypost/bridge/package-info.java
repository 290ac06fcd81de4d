/**
 * The bridge: an SMTP server that sends through Microsoft 365. Read it in the order of a message's way:
 *
 * <ol>
 *   <li>{@code config}: the settings, checked as a whole before anything is opened;
 *   <li>{@code listen}: a client connects, speaks SMTP, and hands over a message;
 *   <li>{@code admit}: who the client is, whether it may send, and through which account;
 *   <li>{@code deliver}: the message goes out by the provider's roads, and Microsoft's answer becomes the reply;
 *   <li>{@code spool}: a message that cannot go out yet waits on disk until {@code deliver} has delivered or bounced it;
 *   <li>{@code queue}: an operator looks at the queue and changes it;
 *   <li>{@code monitor}: health, metrics, and the log of mail;
 *   <li>{@code web}: the same and the settings on a local page.
 * </ol>
 *
 * <p>{@link io.github.ferrypost.bridge.Bridge} wires these packages together, {@link io.github.ferrypost.bridge.cli.Main} has
 * the commands, and {@code thread} ends the process if a thread that mail depends on fails.
 */
package io.github.ferrypost.bridge;
