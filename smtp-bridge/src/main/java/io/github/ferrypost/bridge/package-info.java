/**
 * The bridge: an SMTP server that sends through Microsoft 365. Read the packages in the order a message passes them:
 *
 * <ol>
 *   <li>{@code config}: the settings, validated as a whole before anything is opened;
 *   <li>{@code listen}: a client connects, speaks SMTP, and hands over a message;
 *   <li>{@code admit}: who the client is, whether it may send, and through which account;
 *   <li>{@code deliver}: the message goes out by the provider's roads, and Microsoft's answer becomes the reply;
 *   <li>{@code spool}: a message that cannot go out yet waits on disk until {@code deliver} has delivered or bounced
 *       it;
 *   <li>{@code queue}: an operator lists and changes the queue;
 *   <li>{@code monitor}: health, metrics, and the mail log;
 *   <li>{@code web}: status, queue and settings on a local web page.
 * </ol>
 *
 * <p>{@link io.github.ferrypost.bridge.Bridge} wires these packages together,
 * {@link io.github.ferrypost.bridge.cli.Main} lists the commands, and {@code thread} ends the process if an essential
 * thread fails.
 */
@NullMarked
package io.github.ferrypost.bridge;

import org.jspecify.annotations.NullMarked;
