/**
 * Delivery: from an accepted submission to the reply to its client, and on until the message has arrived or its sender
 * has a bounce.
 *
 * <p>In the order of the flow:
 *
 * <ol>
 *   <li>The listener hands a {@link io.github.ferrypost.bridge.deliver.SubmittedMail} to a
 *       {@link io.github.ferrypost.bridge.deliver.Delivery}, which returns an
 *       {@link io.github.ferrypost.bridge.deliver.AcceptResult}: {@code DirectDelivery} stores nothing,
 *       {@code TryThenQueue} stores what cannot be sent at once, as {@code FirstAnswer} decides from a
 *       {@code FirstAttempt}. {@code OutcomeReply} is the reply for an outcome.
 *       {@link io.github.ferrypost.bridge.deliver.Dispatch} assembles the parts.
 *   <li>{@code DeliveryAttempts} makes every attempt of the bridge: it asks {@code SendPermit} ({@code CircuitBreaker}
 *       and {@code RateLimiter}, each per {@code PauseScope}), sends over the roads, and records in
 *       {@code DeliveryHistory} which accounts have ever delivered. {@code BriefRetry} repeats an attempt while a
 *       client waits.
 *   <li>{@code OutcomeSplit} splits an outcome by recipient: delivered, to be retried, or failed.
 *   <li>{@code QueueRunner} claims entries that are due in the spool; {@code QueuedDelivery} attempts each and settles
 *       the claim as {@code SettlementPolicy}, {@code DoubtPolicy} and {@code RetrySchedule} decide. {@code RunningTime} detects that the
 *       clock was set.
 *   <li>{@code BounceFactory} creates a {@link io.github.ferrypost.bridge.deliver.DeliveryStatusNotification} for the
 *       sender of a message that was refused or given up.
 * </ol>
 */
@NullMarked
package io.github.ferrypost.bridge.deliver;

import org.jspecify.annotations.NullMarked;
