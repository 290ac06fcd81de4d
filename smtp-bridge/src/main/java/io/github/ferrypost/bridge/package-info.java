/**
 * The bridge: an SMTP server on localhost that sends through Microsoft 365. To be read in the order of a mail's journey:
 *
 * <ol>
 *   <li>{@code config}: what is set, checked as a whole before anything is opened;
 *   <li>{@code listen}: a client connects, speaks SMTP, and hands a message over;
 *   <li>{@code admit}: who it is, whether it may send, and by which account;
 *   <li>{@code deliver}: the mail goes on by the provider's roads, and what Microsoft says becomes the reply;
 *   <li>{@code spool}: what could not go on yet waits here, on the disk, until {@code deliver} has it delivered or bounced;
 *   <li>{@code queue}: an operator looks at what waits, and changes it;
 *   <li>{@code web}: the same and the settings on a local page, and health and metrics for programs.
 * </ol>
 *
 * {@link io.github.ferrypost.bridge.Bridge} wires these rooms together; {@link io.github.ferrypost.bridge.Main} has the
 * commands.
 */
package io.github.ferrypost.bridge;
